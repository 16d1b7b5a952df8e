import { systemClock } from '@/lib/clock';
import type { Env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { openFleet, type Fleet } from './open-fleet';
import { redisSettings } from './redis-settings';

/** This gateway's part of the fleet, with one line in the log for each change; undefined, and nothing loaded, without Redis. */
export async function joinFleet(settings: Env, instances: () => number): Promise<Fleet | undefined> {
  const redis = redisSettings(settings);
  if (redis === undefined) return undefined;
  return openFleet({
    ...{ settings: redis, instances, ...systemClock },
    onChange: (problem) =>
      problem === undefined
        ? logger.info('Redis is there: limits and hints are shared by all gateways')
        : logger.warn({ problem }, 'Redis is away: this gateway keeps to its own share of the limits'),
  });
}
