import { setTimeout as sleep } from 'node:timers/promises';
import { childPids } from '../support/child-pids';
import { atMost, type Finding } from './finding';
import type { Load } from './load';
import { untilAll } from './manage';
import { metricsOf } from './shared';
import type { World } from './world';

export interface Struck {
  findings: Finding[];
  /** Requests under way when a gateway was killed: no more can be orphans. */
  inFlightAtKill: number;
}

const AWAY_MS = 5_000;
const CALM_MS = 2_500;

/** One after the other, under load: Redis killed, started, hung, woken; PostgreSQL stopped and started; gateways killed and drained. */
export async function strike(world: World, load: Load): Promise<Struck> {
  const findings = world.redis === undefined ? [] : await strikeRedis(world, world.redis);
  await world.postgres.stop();
  await sleep(AWAY_MS);
  await world.postgres.revive();
  await sleep(CALM_MS);

  const [victim, leaver] = world.gateways;
  const [pid] = childPids(victim?.pid ?? 0)['gateway'] ?? [];
  if (pid === undefined || leaver === undefined) throw new Error('there is no gateway to kill');
  const inFlightAtKill = load.inFlight();
  process.kill(pid, 'SIGKILL');
  await sleep(AWAY_MS);

  const code = await leaver.stop();
  findings.push({ name: 'drained gateway', seen: `exit ${code}`, wanted: 'exit 0', ok: code === 0 });
  await sleep(CALM_MS);
  return { findings, inFlightAtKill };
}

async function strikeRedis(world: World, redis: NonNullable<World['redis']>): Promise<Finding[]> {
  const isDown =
    (down: 0 | 1) =>
    async ({ url }: { url: string }) =>
      (await metricsOf(world, url)).includes(`\ntollgate_shared_store_down ${down}\n`);
  await sleep(CALM_MS);
  await redis.kill();
  const lost = await untilAll(world, isDown(1));
  const told = await Promise.all(world.gateways.map(async ({ url }) => fetch(`${url}/readyz`)));
  const warned = await Promise.all(
    told.map(async (one) => one.status === 200 && /Redis is away/.test(await one.text())),
  );
  await sleep(AWAY_MS);
  await redis.start();
  const back = await untilAll(world, isDown(0));
  await sleep(CALM_MS);
  redis.hang();
  const hung = await untilAll(world, isDown(1));
  await sleep(AWAY_MS);
  redis.wake();
  const woken = await untilAll(world, isDown(0));
  const said = warned.filter((isSo) => isSo).length;
  return [
    atMost('Redis killed: known at every gateway', lost, 5_000),
    { name: 'gateways that say so and are ready', seen: `${said} of 3`, wanted: '3 of 3', ok: said === 3 },
    atMost('Redis started: shared again', back, 10_000),
    atMost('Redis hung: known at every gateway', hung, 5_000),
    atMost('Redis awake: shared again', woken, 10_000),
  ];
}
