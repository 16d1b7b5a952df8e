import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { hostProblem, lanRanges, type AllowList } from '@/lib/egress/policy';
import { guardedConnector } from './guarded-connector';

/** No hidden time limits: the attempt itself watches headers, body and idle time, so no long reasoning is cut at 300 s. */
const LIMITS = {
  connections: 1024,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 30_000,
  keepAliveMaxTimeout: 120_000,
};

/** What the connections of a provider depend on, beside its origin. */
export type Connected = Pick<ActiveProvider, 'timeouts' | 'proxy' | 'privateAddresses'>;

/** One keep-alive pool for each origin, connect timeout, forward proxy and reach. */
export class ConnectionPools {
  private readonly pools = new Map<string, Dispatcher>();
  /** A provider has one origin; its object lives as long as its configuration, and the pool longer. */
  private known = new WeakMap<Connected, Dispatcher>();

  /** `allowed`: addresses outside of the public internet that every provider may have. */
  constructor(private readonly allowed: AllowList = []) {}

  get(origin: string, provider: Connected): Dispatcher {
    let pool = this.known.get(provider);
    if (pool !== undefined) return pool;
    const { timeouts, proxy = '', privateAddresses = [] } = provider;
    const key = `${timeouts.connectMs} ${origin} ${proxy} ${privateAddresses.join()}`;
    pool = this.pools.get(key) ?? this.open(origin, provider);
    this.pools.set(key, pool);
    this.known.set(provider, pool);
    return pool;
  }

  /** A dispatcher for one request on a connection of its own, which closes after it. */
  openFresh(origin: string, provider: Connected): Dispatcher {
    const fresh = this.open(origin, provider);
    // After the request that is dispatched next, in this turn of the event loop.
    setImmediate(() => void fresh.close().catch(() => undefined));
    return fresh;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    this.known = new WeakMap();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private open(origin: string, { timeouts, proxy, privateAddresses }: Connected): Dispatcher {
    const { connectMs } = timeouts;
    const allowed = [...this.allowed, ...lanRanges(privateAddresses)];
    const connect = guardedConnector(connectMs, allowed);
    // A proxy would connect to an address that may not be called: such a call is refused here.
    if (proxy === undefined || hostProblem(new URL(origin).hostname, allowed) !== undefined)
      return new Pool(origin, { ...LIMITS, connect });
    // The name is the proxy's to look up.
    return new ProxyAgent({
      ...LIMITS,
      uri: proxy,
      clientFactory: (url) => new Pool(url, { connect }),
      requestTls: { timeout: connectMs },
    });
  }
}
