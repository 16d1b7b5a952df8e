import type { Cluster, Redis, RedisOptions } from 'ioredis';
import type { RedisNode, RedisSettings } from './redis-settings';

export type RedisClient = Redis | Cluster;

const CONNECT_TIMEOUT_MS = 2_000;
/** An answer that has not come by then never will: the connection is made anew. */
const SILENT_MS = 3_000;
const MAX_PAUSE_MS = 1_000;

const pauseMs = (times: number) => Math.min(MAX_PAUSE_MS, 50 * 2 ** Math.min(times, 10));

/**
 * A client that fails at once instead of keeping commands for later: what is late is of no use here (link.ts). The library is
 * loaded by this alone. It connects by itself, again and again; its errors are told by the commands that they fail.
 */
export async function connectRedis({ nodes, isCluster }: RedisSettings): Promise<RedisClient> {
  const ioredis = await import('ioredis');
  const [first] = nodes;
  const client = isCluster
    ? new ioredis.Cluster(
        nodes.map(({ host, port }) => ({ host, port })),
        {
          redisOptions: { ...accessTo(first), ...TIMES },
          clusterRetryStrategy: pauseMs,
          enableOfflineQueue: false,
          slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
        },
      )
    : new ioredis.Redis({
        ...{ host: first.host, port: first.port, db: first.db },
        ...{ ...accessTo(first), ...TIMES },
        retryStrategy: pauseMs,
        enableOfflineQueue: false,
      });
  client.on('error', () => undefined);
  return client;
}

const TIMES: RedisOptions = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SILENT_MS,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  connectionName: 'tollgate',
};

function accessTo({ host, username, password, isTls }: RedisNode): RedisOptions {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isTls && { tls: { servername: host } }),
  };
}
