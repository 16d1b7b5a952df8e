import { hostname } from 'node:os';
import pg from 'pg';
import type { Clock } from '@/lib/clock';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { TargetHealth } from '@/lib/gateway/targets/target-health';
import { alternativesTo } from './alternatives-to';
import type { HealthEvent } from './event';
import { reportChanges } from './report-changes';
import type { TargetReport } from './schemas';
import { storeEvents } from './store-events';
import { targetReports } from './target-reports';

/** An open breaker holds for longer, so none is missed; a cooldown that is over sooner is not told. */
const LOOK_EVERY_MS = 1_000;
const TELL_EVERY_MS = 5_000;
/** Kept while the database is away; the oldest go first. */
const MAX_WAITING = 1_000;
const CONNECT_TIMEOUT_MS = 1_000;
const QUERY_TIMEOUT_MS = 2_000;

/** Whoever has not reported for so long is not counted. */
const ALIVE = "interval '15 seconds'";

const REPORT = `WITH report AS (
    INSERT INTO gateway_report (process, reported_at, targets) VALUES ($1, $2, $3)
    ON CONFLICT (process) DO UPDATE SET reported_at = excluded.reported_at, targets = excluded.targets)
  SELECT count(*)::int AS others FROM gateway_report WHERE process <> $1 AND reported_at > $2::timestamptz - ${ALIVE}`;

export interface ReportHealthOptions {
  databaseUrl: string;
  health: TargetHealth;
  snapshot: () => Snapshot;
  clock: Clock;
  /** Name of this process, for people. */
  process: string;
  /** Of its door, which tells several gateways of one machine apart. */
  port?: number;
  onError: (error: unknown) => void;
  lookEveryMs?: number;
}

export interface HealthReporter {
  /** Gateways alive at the last report, this one among them. */
  instances(): number;
  close(): Promise<void>;
}

/**
 * Tells the database what this process knows of its targets, every five seconds and when a breaker or a cooldown
 * changes. Looks by itself, so that no request does anything for it or waits for it. `close` tells what is left.
 */
export function reportHealth(options: ReportHealthOptions): HealthReporter {
  const reporter = new Reporter(options);
  const timer = setInterval(() => reporter.look(), options.lookEveryMs ?? LOOK_EVERY_MS).unref();
  return {
    instances: () => reporter.instances,
    close() {
      clearInterval(timer);
      return reporter.close();
    },
  };
}

class Reporter {
  instances = 1;
  readonly #options: ReportHealthOptions;
  readonly #pool: pg.Pool;
  readonly #process: string;
  #known: ReadonlyMap<string, TargetReport> = new Map();
  #waiting: HealthEvent[] = [];
  #toldAt = Number.NEGATIVE_INFINITY;
  #telling: Promise<void> | undefined;

  constructor(options: ReportHealthOptions) {
    this.#options = options;
    this.#process = `${options.process}@${hostname()}${options.port === undefined ? '' : `:${options.port}`}`;
    this.#pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: 1,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    // Without a listener an idle connection that breaks would end the process.
    this.#pool.on('error', options.onError);
  }

  look(): void {
    const { health, clock, snapshot } = this.#options;
    const now = targetReports(health, clock);
    const changes = reportChanges(this.#known, now, {
      at: clock.now(),
      process: this.#process,
      alternativesTo: (target) => alternativesTo(target, snapshot()),
    });
    this.#known = now;
    this.#waiting = [...this.#waiting, ...changes].slice(-MAX_WAITING);
    const isDue = clock.monotonic() - this.#toldAt >= TELL_EVERY_MS;
    if (isDue || changes.length > 0)
      this.#telling ??= this.#tell().finally(() => {
        this.#telling = undefined;
      });
  }

  async close(): Promise<void> {
    await this.#telling;
    this.look();
    await (this.#telling ?? (this.#waiting.length > 0 ? this.#tell() : undefined));
    // It is not to look alive once it is gone.
    await this.#pool
      .query('DELETE FROM gateway_report WHERE process = $1', [this.#process])
      .catch(() => undefined);
    await this.#pool.end();
  }

  async #tell(): Promise<void> {
    const { clock, onError } = this.#options;
    this.#toldAt = clock.monotonic();
    const events = this.#waiting;
    this.#waiting = [];
    try {
      await storeEvents(this.#pool, events);
    } catch (error) {
      this.#waiting = [...events, ...this.#waiting].slice(-MAX_WAITING);
      onError(error);
      return;
    }
    const values = [this.#process, new Date(clock.now()), JSON.stringify([...this.#known.values()])];
    try {
      const { rows } = await this.#pool.query<{ others: number }>(REPORT, values);
      this.instances = 1 + (rows[0]?.others ?? 0);
    } catch (error) {
      onError(error);
    }
  }
}
