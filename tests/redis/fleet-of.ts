import type { HealthHint } from '@/lib/gateway/targets/target-health';
import { openFleet, type Fleet } from '@/lib/fleet/open-fleet';
import { parseRedisUrls, type RedisSettings } from '@/lib/fleet/redis-settings';
import { startRedis, type RedisServer } from '../support/redis-server';

export const newRedis = (options: Parameters<typeof startRedis>[1] = {}) =>
  startRedis(process.env['REDIS_SERVER'] ?? '', options);

export interface Member {
  fleet: Fleet;
  heard: HealthHint[];
  looks: number;
  problems: (string | undefined)[];
}

/** One gateway's part of a fleet. */
export async function member(
  { url }: Pick<RedisServer, 'url'>,
  { instances = 3, isCluster = false }: { instances?: number; isCluster?: boolean } = {},
): Promise<Member> {
  const nodes = parseRedisUrls(url);
  if (nodes === undefined) throw new Error('no address');
  const settings: RedisSettings = { nodes, isCluster, prefix: 'test' };
  const problems: (string | undefined)[] = [];
  const fleet = await openFleet({
    settings,
    monotonic: () => performance.now(),
    now: () => Date.now(),
    instances: () => instances,
    onChange: (problem) => problems.push(problem),
  });
  const joined: Member = { fleet, heard: [], looks: 0, problems };
  fleet.attach({
    hear: (hint) => joined.heard.push(hint),
    look: () => (joined.looks += 1),
    configAgeMs: () => 0,
  });
  return joined;
}
