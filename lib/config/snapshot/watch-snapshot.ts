import pg from 'pg';
import { sessionUrl } from '@/lib/database/session-url';
import { CONFIG_CHANNEL } from '../channel';
import { loadSnapshot } from './load-snapshot';
import type { Snapshot } from './snapshot';

interface WatchOptions {
  databaseUrl: string;
  /** Told of each failure; the last good snapshot stays in force meanwhile. */
  onError: (error: unknown) => void;
  /** Called after each change, with what is in force now. */
  onChange?: (snapshot: Snapshot) => void;
  /** Milliseconds between looks at the database, for changes whose notification was lost. Default 1,000: known everywhere within 2 s. */
  pollMs?: number;
}

export interface SnapshotWatch {
  /** The newest good snapshot. Never throws, never waits. */
  current(): Snapshot;
  /** Since the database last answered, and since what is in force was last known to be the newest, ms. */
  ages(): { databaseAgeMs: number; configAgeMs: number };
  /** Looks at the database now: somebody says that there is news. */
  look(): void;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 10_000;

/** Changes when anything does that a snapshot is made from. Credential rows are never edited: a new value is a new id. */
const FINGERPRINT = `SELECT coalesce((SELECT max(version) FROM config_version), 0) || ':' ||
  coalesce((SELECT md5(string_agg(md5(k::text), '' ORDER BY k.id)) FROM virtual_key k), '') || ':' ||
  coalesce((SELECT md5(string_agg(md5(t::text), '' ORDER BY t.workspace_id, t.id)) FROM team t), '') || ':' ||
  coalesce((SELECT md5(string_agg(w.id || ' ' || w.reporting_zone, ',' ORDER BY w.id)) FROM workspace w), '')
  || ':' || coalesce((SELECT max(updated_at)::text FROM routing_posterior), '')
  || ':' || coalesce((SELECT count(*) || ' ' || max(version) FROM routing_head), '')
  || ':' || coalesce((SELECT max(changed_at)::text FROM canary), '')
  || ':' || coalesce((SELECT max(measured_at)::text FROM latency_prior), '')
  AS fingerprint`;

/**
 * Keeps the newest configuration in memory: LISTEN for immediate news, polling for what LISTEN misses.
 * An unreadable or unreachable one keeps the last good. Rejects only when the very first load fails.
 */
export async function watchSnapshot(options: WatchOptions): Promise<SnapshotWatch> {
  const watcher = new Watcher(options);
  await watcher.start();
  return {
    current: () => watcher.current(),
    ages: () => watcher.ages(),
    look: () => watcher.poke(),
    close: () => watcher.close(),
  };
}

class Watcher {
  private readonly pool: pg.Pool;
  private snapshot: Snapshot | undefined;
  private fingerprint = '';
  private isNewest = true;
  private listener: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private isListening = false;
  private closed = false;
  private answeredMono = performance.now();
  private confirmedMono = performance.now();

  constructor(private readonly options: WatchOptions) {
    this.pool = new pg.Pool({ ...connection(options.databaseUrl), max: 1, idleTimeoutMillis: 0 });
    // Without a listener an idle connection that breaks would end the process.
    this.pool.on('error', (error) => this.report(error));
  }

  async start(): Promise<void> {
    try {
      await this.tryToListen();
      await this.refresh();
    } catch (error) {
      await this.close();
      throw error;
    }
    this.timer = setInterval(() => this.poke(), this.options.pollMs ?? 1_000);
    this.timer.unref();
  }

  current(): Snapshot {
    if (this.snapshot === undefined) throw new Error('watchSnapshot was used before it had started');
    return this.snapshot;
  }

  ages(): { databaseAgeMs: number; configAgeMs: number } {
    const nowMono = performance.now();
    return { databaseAgeMs: nowMono - this.answeredMono, configAgeMs: nowMono - this.confirmedMono };
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.running?.catch(() => undefined);
    await this.listener?.end().catch(() => undefined);
    await this.pool.end().catch(() => undefined);
  }

  /** Looks once more; news that come while looking cause exactly one further look. */
  poke(): void {
    if (this.closed) return;
    if (this.running !== undefined) {
      this.again = true;
      return;
    }
    this.running = this.look()
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.running = undefined;
        if (!this.again) return;
        this.again = false;
        this.poke();
      });
  }

  /** Without notifications (a pooler in transaction mode, a connection that can't be had) it goes on by polling alone. */
  private async look(): Promise<void> {
    // What was announced before it was listened for is looked for once more.
    if (this.listener === undefined) void this.tryToListen().then((isNew) => isNew && this.poke());
    await this.refresh();
  }

  private async tryToListen(): Promise<boolean> {
    if (this.isListening) return false;
    this.isListening = true;
    try {
      await this.listen();
      return true;
    } catch (error) {
      this.report(error);
      return false;
    } finally {
      this.isListening = false;
    }
  }

  private async refresh(): Promise<void> {
    const { rows } = await this.pool.query<{ fingerprint: string }>(FINGERPRINT);
    const fingerprint = rows[0]?.fingerprint ?? '';
    this.answeredMono = performance.now();
    if (this.snapshot !== undefined && fingerprint === this.fingerprint) {
      this.confirm();
      return;
    }
    // The fingerprint is older than the snapshot read next, so a change in between is seen by the next look.
    this.isNewest = true;
    this.snapshot = await loadSnapshot(this.pool, (error) => {
      this.isNewest = false;
      this.report(error);
    });
    this.fingerprint = fingerprint;
    this.confirm();
    this.options.onChange?.(this.snapshot);
  }

  /** Where the newest can't be read here, what is in force grows old, and /readyz warns of it. */
  private confirm(): void {
    if (this.isNewest) this.confirmedMono = performance.now();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client(connection(sessionUrl(this.options.databaseUrl)));
    const lost = (error?: Error): void => {
      if (this.listener === client) this.listener = undefined;
      if (error !== undefined) this.report(error);
    };
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', () => this.poke());
    try {
      await client.connect();
      await client.query(`LISTEN ${CONFIG_CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.closed) await client.end();
    else this.listener = client;
  }

  private report(error: unknown): void {
    if (!this.closed) this.options.onError(error);
  }
}

function connection(connectionString: string): pg.ClientConfig {
  return {
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  };
}
