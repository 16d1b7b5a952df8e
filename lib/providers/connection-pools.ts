import type { ActiveProvider } from '@/lib/config/snapshot';
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import { cachedLookup } from './cached-lookup';
import { watchedConnector } from './watch-sockets';

/** No hidden time limits: the attempt itself watches headers, body and idle time, so no long reasoning is cut at 300 s. */
const LIMITS = {
  connections: 1024,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 30_000,
  keepAliveMaxTimeout: 120_000,
};

function open(origin: string, connectMs: number, proxy: string | undefined): Dispatcher {
  if (proxy === undefined)
    return new Pool(origin, {
      ...LIMITS,
      connect: watchedConnector({ timeout: connectMs, lookup: cachedLookup }),
    });
  // The name is the proxy's to look up.
  return new ProxyAgent({
    ...LIMITS,
    uri: proxy,
    proxyTls: { timeout: connectMs },
    requestTls: { timeout: connectMs },
  });
}

/** One keep-alive pool for each origin, connect timeout and forward proxy. */
export class ConnectionPools {
  private readonly pools = new Map<string, Dispatcher>();

  /** `proxy`: URL of an HTTP proxy that is asked for a tunnel. */
  get(origin: string, connectMs: number, proxy?: string): Dispatcher {
    const key = `${connectMs} ${origin} ${proxy ?? ''}`;
    let pool = this.pools.get(key);
    if (pool === undefined) {
      pool = open(origin, connectMs, proxy);
      this.pools.set(key, pool);
    }
    return pool;
  }

  /** A dispatcher for one request on a connection of its own, which closes after it. */
  openFresh(origin: string, { timeouts, proxy }: Pick<ActiveProvider, 'timeouts' | 'proxy'>): Dispatcher {
    const fresh = open(origin, timeouts.connectMs, proxy);
    // After the request that is dispatched next, in this turn of the event loop.
    setImmediate(() => void fresh.close().catch(() => undefined));
    return fresh;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
}
