import { env } from '@/lib/env';
import { fleetKeys } from './beat';
import { connectRedis, type RedisClient } from './connect-redis';
import { callOut, type News } from './news';
import { redisSettings } from './redis-settings';

const READY_MS = 500;
let connecting: Promise<RedisClient> | undefined;

/**
 * Calls out to the gateways what was committed just now, so that they look at once. Nobody waits for it and nothing depends on
 * it: they are notified by the database, too, and look by themselves. Nothing is done without Redis.
 */
export function tellFleet(news: News): void {
  const settings = redisSettings(env());
  if (settings === undefined) return;
  void (async () => {
    const client = await (connecting ??= connectRedis(settings));
    await untilReady(client);
    await callOut(client, fleetKeys(settings.prefix).news, news);
  })().catch(() => undefined);
}

function untilReady(client: RedisClient): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, READY_MS);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
