import pg from 'pg';
import type { AnswerStore } from '../answer-cache';
import type { AnswerMemory } from '../answer-memory';
import type { KeptAnswer } from '../kept-answer';
import { isPurged, type Purge } from './purge-scope';
import { openAnswer, sealAnswer } from './seal-answer';
import * as sql from './sql';
import { WriteQueue } from './write-queue';

interface StoreOptions {
  databaseUrl: string;
  memory: AnswerMemory;
  /** Whether any rule has a cache; the database is left alone where none has. */
  isWanted: () => boolean;
  now: () => number;
  onError: (error: unknown) => void;
  /** Between looks at what other processes have kept and purged, and between writes. Default 1 s. */
  everyMs?: number;
}

const EVERY_MS = 1_000;
const TIMES = { connectionTimeoutMillis: 2_000, query_timeout: 3_000 };
/** Answers of the last hour are read at the start. */
const START_MS = 3_600_000;
/** Whoever kept an answer earlier may have written it later. */
const OVERLAP_MS = 10_000;
/** As long as the database keeps them (run-sweeping.ts). */
const PURGES_KEPT_MS = 24 * 3_600_000;

/** The cache's part of the database, as one process sees it. What goes wrong here costs a hit, never a request. */
export class PgAnswerStore implements AnswerStore {
  private readonly pool: pg.Pool;
  private readonly queue = new WriteQueue();
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private lastPurge = '0';
  /** Those of the last day; undefined until they were read. */
  private purges: Purge[] | undefined;
  private seenUpTo: number;
  /** Answers that were looked at since the last overlap began, so that one which memory has let go is not read each time. */
  private taken = new Map<string, number>();

  constructor(private readonly options: StoreOptions) {
    this.pool = new pg.Pool({ connectionString: options.databaseUrl, max: 2, ...TIMES });
    this.pool.on('error', options.onError);
    this.seenUpTo = options.now() - START_MS;
    this.timer = setInterval(() => void this.tend(), options.everyMs ?? EVERY_MS);
    this.timer.unref();
  }

  async look(key: string): Promise<KeptAnswer | undefined> {
    try {
      const { rows } = await this.pool.query<{ sealed: Buffer }>(sql.LOOK, [key]);
      return rows[0] === undefined ? undefined : openAnswer(key, rows[0].sealed);
    } catch (error) {
      this.options.onError(error);
      return undefined;
    }
  }

  keep(answer: KeptAnswer): void {
    this.queue.push(answer);
  }

  /** Carries out purges, writes what waits, and takes in what others have written. Never rejects. */
  tend(): Promise<void> {
    if (!this.options.isWanted()) return Promise.resolve();
    this.running ??= this.tendOnce()
      .catch(this.options.onError)
      .finally(() => (this.running = undefined));
    return this.running;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.writeAll().catch(this.options.onError);
    await this.pool.end();
  }

  private async tendOnce(): Promise<void> {
    await this.purge();
    await this.writeAll();
    await this.takeIn();
  }

  /** Whether a purge that is known here meant it. Before any could be read: perhaps. */
  isForgotten(answer: KeptAnswer): boolean {
    return this.purges?.some((purge) => isPurged(answer, purge)) ?? true;
  }

  private async purge(): Promise<void> {
    const { rows } = await this.pool.query<PurgeRow>(sql.PURGES, [this.lastPurge]);
    const fresh = rows.map(purgeOf);
    if (fresh.length > 0)
      this.options.memory.dropWhere((answer) => fresh.some((one) => isPurged(answer, one)));
    const since = this.options.now() - PURGES_KEPT_MS;
    this.purges = [...(this.purges ?? []), ...fresh].filter(({ at }) => at > since);
    this.lastPurge = rows.at(-1)?.id ?? this.lastPurge;
  }

  private async writeAll(): Promise<void> {
    while (this.queue.size > 0) {
      const batch = this.queue.take();
      const column = <T>(of: (answer: KeptAnswer) => T) => batch.map(of);
      await this.pool.query(sql.WRITE, [
        column(({ key }) => key),
        column(({ workspaceId }) => workspaceId),
        column(({ ruleId }) => ruleId),
        column(({ usage }) => usage.model),
        column(({ storedAt }) => new Date(storedAt)),
        column(({ expiresAt }) => new Date(expiresAt)),
        column(sealAnswer),
      ]);
    }
  }

  private async takeIn(): Promise<void> {
    const { memory } = this.options;
    const since = new Date(this.seenUpTo - OVERLAP_MS);
    const { rows } = await this.pool.query<{ key: string; storedAt: Date }>(sql.NEWER, [since]);
    const unknown = rows.filter(
      ({ key, storedAt }) =>
        this.taken.get(key) !== storedAt.getTime() && !memory.hasSince(key, storedAt.getTime()),
    );
    this.taken = new Map(rows.map(({ key, storedAt }) => [key, storedAt.getTime()]));
    this.seenUpTo = Math.max(this.seenUpTo, ...rows.map(({ storedAt }) => storedAt.getTime()));
    if (unknown.length === 0) return;
    const found = await this.pool.query<{ key: string; sealed: Buffer }>(sql.BODIES, [
      unknown.map(({ key }) => key),
    ]);
    for (const { key, sealed } of found.rows) {
      const answer = openAnswer(key, sealed);
      if (answer !== undefined) memory.put(answer);
    }
  }
}

interface PurgeRow {
  id: string;
  at: string;
  workspaceId: string;
  rule: string | null;
  model: string | null;
  key: string | null;
}

const purgeOf = ({ at, workspaceId, rule, model, key }: PurgeRow): Purge => ({
  workspaceId,
  at: Number(at),
  ...(rule !== null && { rule }),
  ...(model !== null && { model }),
  ...(key !== null && { key }),
});
