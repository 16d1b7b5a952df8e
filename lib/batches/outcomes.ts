import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { sumUsd } from '@/lib/pricing/money';
import type { PipelineAnswer } from '@/lib/jobs/pipeline';
import type { BatchState } from './schemas';

/** What became of one item. `problem`: why there is no answer. */
export interface Outcome {
  line: number;
  state: 'done' | 'failed' | 'pending';
  answer?: PipelineAnswer;
  /** Of each time that it was sent, USD; undefined: nobody knows. */
  costs: readonly (string | undefined)[];
  problem?: { code: string; message: string };
}

const FLUSH_MS = 50;
const AGAIN_MS = 500;
/** Ten minutes. */
const MAX_FAILURES = 1_200;

/** Outcomes on their way into the database, many in one statement together with the batch's counters. */
export class Outcomes {
  private waiting: Outcome[] = [];
  private flushing: Promise<void> | undefined;
  /** As the database last said: somebody may have cancelled. */
  status: BatchState = 'in_progress';

  constructor(
    private readonly pool: pg.Pool,
    private readonly batchId: string,
  ) {}

  /** Resolves once the outcome, and all before it, are in the database. Rejects when that is away. */
  async add(outcome: Outcome): Promise<void> {
    this.waiting.push(outcome);
    this.flushing ??= wait(FLUSH_MS).then(() => this.flush());
    await this.flushing;
  }

  private async flush(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    this.flushing = undefined;
    const values = [
      this.batchId,
      rows.map(({ line }) => line),
      rows.map(({ state }) => state),
      rows.map(({ answer }) => answer?.status ?? null),
      rows.map(({ answer }) => answer?.requestId ?? null),
      rows.map(({ state, answer }) => (state === 'pending' ? null : (answer?.body ?? null))),
      rows.map(({ problem }) => (problem === undefined ? null : JSON.stringify(problem))),
      rows.map(({ costs }) => sumUsd(costs.filter((usd) => usd !== undefined))),
      rows.map(({ costs }) => costs.includes(undefined)),
    ];
    this.status = (await this.write(values)) ?? 'cancelling';
  }

  /** What was paid for is not given up because the database is away for a while. */
  private async write(values: unknown[]): Promise<BatchState | undefined> {
    for (let failures = 0; ; failures += 1) {
      try {
        return (await this.pool.query<{ status: BatchState }>(WRITE, values)).rows[0]?.status;
      } catch (error) {
        if (failures === MAX_FAILURES) throw error;
        await wait(AGAIN_MS);
      }
    }
  }
}

/** An item that has its end already keeps it: counted are only those that changed. */
const WRITE = `
  WITH outcome AS (
    SELECT * FROM unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::bool[])
      AS o(line, state, status, request_id, answer, problem, cost_usd, uncosted)
  ), changed AS (
    UPDATE batch_item i
    SET state = o.state, status = o.status, request_id = o.request_id, answer = o.answer, problem = o.problem,
        cost_usd = coalesce(i.cost_usd, 0) + o.cost_usd
    FROM outcome o WHERE i.batch_id = $1 AND i.line = o.line AND i.state IN ('pending', 'sent')
    RETURNING o.state, o.cost_usd, o.uncosted
  ), counted AS (
    SELECT count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'failed') AS failed,
           coalesce(sum(cost_usd), 0) AS spent, count(*) FILTER (WHERE uncosted) AS uncosted
    FROM changed
  )
  UPDATE batch SET done = batch.done + c.done, failed = batch.failed + c.failed,
                   spent_usd = batch.spent_usd + c.spent, uncosted = batch.uncosted + c.uncosted
  FROM counted c WHERE batch.id = $1 RETURNING status`;
