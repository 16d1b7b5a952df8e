import { Pool } from 'undici';

/**
 * One keep-alive pool for each origin and connect timeout. No hidden time limits: headers, body and idle time are
 * watched by the attempt itself, so that a long reasoning answer is never cut at the client's default of 300 s.
 */
export class ConnectionPools {
  private readonly pools = new Map<string, Pool>();

  get(origin: string, connectMs: number): Pool {
    const key = `${connectMs} ${origin}`;
    let pool = this.pools.get(key);
    if (pool === undefined) {
      pool = new Pool(origin, {
        connections: 1024,
        pipelining: 1,
        connectTimeout: connectMs,
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: 30_000,
        keepAliveMaxTimeout: 120_000,
      });
      this.pools.set(key, pool);
    }
    return pool;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
}
