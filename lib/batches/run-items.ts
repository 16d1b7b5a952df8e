import { setTimeout as wait } from 'node:timers/promises';
import type { PipelineAnswer } from '@/lib/jobs/pipeline';
import { parseUsd } from '@/lib/pricing/money';
import { afterAnswer } from './after-answer';
import { CostCap } from './cost-cap';
import { CEILING_HEADER } from '@/lib/gateway/plan/cost-ceiling';
import { Outcomes } from './outcomes';
import type { BatchRun } from './run-batch';
import type { Batch } from './schemas';

interface Item {
  line: number;
  body: string;
  tries: number;
  /** Rate limits and full queues that it met. */
  waits?: number;
  /** Of each time that it was sent; undefined: nobody knows. */
  costs?: (string | undefined)[];
  /** It was refused for its ceiling, and wants all that is left. */
  alone?: boolean;
}

/** An item that was claimed; without a line: there was none. `ours`: the lease still is. */
type Claimed = (Item | { line: null }) & { ours: boolean };

/** Only for who holds the lease: two that sent at once would each keep to the cap, and pass it together. */
const CLAIM = `
  WITH lease AS (SELECT count(*) = 1 AS ours FROM batch WHERE id = $1 AND leased_by = $3),
  claimed AS (
    UPDATE batch_item SET state = 'sent', tries = tries + 1
    WHERE (SELECT ours FROM lease) AND batch_id = $1 AND line IN (
      SELECT line FROM batch_item WHERE batch_id = $1 AND state = 'pending' ORDER BY line LIMIT $2)
    RETURNING line, body, tries)
  SELECT lease.ours, claimed.* FROM lease LEFT JOIN claimed ON true`;

/** Why no more items were sent. */
export type RunEnd = 'all_sent' | 'cap_reached' | 'cancelled' | 'stopped';

const MAX_WAITS = 30;
const LOOK_AGAIN_MS = 25;

/**
 * Sends the pending items of a batch, at most `concurrency` at once and never for more than its cap. Each is marked as sent
 * before it is, and its outcome is in the database before another takes its place. `signal`: what is under way comes
 * to its end, nothing new begins. Rejects when the database is away.
 */
export class ItemRun {
  private readonly outcomes: Outcomes;
  private readonly cap: CostCap;
  private readonly again: Item[] = [];
  private readonly idle: ((item: Item | undefined) => void)[] = [];
  private filling = false;
  private busy = 0;
  private pausedUntil = 0;
  private end: RunEnd | undefined;

  constructor(
    private readonly by: BatchRun,
    private readonly batch: Batch,
    private readonly signal: AbortSignal,
  ) {
    this.outcomes = new Outcomes(by.pool, batch.id);
    this.cap = new CostCap(batch.options.maxCostUsd, parseUsd(batch.spentUsd));
  }

  async run(): Promise<RunEnd> {
    const lanes = Array.from({ length: this.batch.options.concurrency }, () => this.lane());
    await Promise.all(lanes);
    return this.end ?? 'all_sent';
  }

  private async lane(): Promise<void> {
    for (let item = await this.next(); item !== undefined; item = await this.next()) {
      this.busy += 1;
      try {
        await this.send(item);
      } catch (error) {
        this.finish('stopped');
        throw error;
      } finally {
        this.busy -= 1;
      }
    }
  }

  /** The next item; undefined once there is none, now and ever. */
  private next(): Promise<Item | undefined> {
    const again = this.again.shift();
    if (again !== undefined) return Promise.resolve(again);
    return new Promise((resolve, reject) => {
      this.idle.push(resolve);
      void this.fill().catch(reject);
    });
  }

  /** Gives each idle lane an item: those that come back first, then new ones, claimed together. */
  private async fill(): Promise<void> {
    if (this.filling) return;
    this.filling = true;
    try {
      while (this.idle.length > 0) {
        // Lanes that end in the same turn are served by one statement.
        await wait(0);
        this.lookAround();
        const items = this.end === undefined ? await this.claim(this.idle.length) : [];
        for (const item of items) this.idle.shift()?.(item);
        if (items.length > 0) continue;
        if (this.busy === 0 || this.end !== undefined)
          for (const lane of this.idle.splice(0)) lane(undefined);
        else await wait(LOOK_AGAIN_MS);
      }
    } catch (error) {
      this.finish('stopped');
      for (const lane of this.idle.splice(0)) lane(undefined);
      throw error;
    } finally {
      this.filling = false;
    }
  }

  private lookAround(): void {
    if (this.signal.aborted) this.finish('stopped');
    if (this.outcomes.status !== 'in_progress') this.finish('cancelled');
  }

  private async claim(count: number): Promise<Item[]> {
    const back = this.again.splice(0, count);
    if (back.length === count) return back;
    const { rows } = await this.by.pool.query<Claimed>(CLAIM, [
      ...[this.batch.id, count - back.length, this.by.lease.holder],
    ]);
    if (rows[0]?.ours !== true) this.finish('stopped');
    return [...back, ...rows.flatMap(({ ours: _ours, ...item }) => (item.line === null ? [] : [item]))];
  }

  private async send(item: Item): Promise<void> {
    const pauseMs = this.pausedUntil - performance.now();
    if (pauseMs > 0) await wait(pauseMs, undefined, { signal: this.signal }).catch(() => undefined);
    this.lookAround();
    if (this.end !== undefined) return this.putBack(item);
    const grant = this.cap.ask(item.alone === true);
    if (grant.kind === 'reached') {
      this.finish('cap_reached');
      return this.putBack(item);
    }
    if (grant.kind === 'wait') {
      await wait(LOOK_AGAIN_MS);
      this.again.push(item);
      return;
    }
    const { id, keyId, endpoint, address } = this.batch;
    // The first says which batch it was, the second lets a rule speak of all of them.
    const headers: Record<string, string> = { 'x-tollgate-tags': `batch=${id}, via=batch` };
    if (grant.ceilingUsd !== undefined) headers[CEILING_HEADER] = grant.ceilingUsd;
    const answer = await this.by.pipeline.ask({
      ...{ path: endpoint, body: item.body, keyId, headers },
      address: address ?? undefined,
    });
    const wasAll = this.cap.wasAll(grant.held);
    this.cap.settle(grant.held, answer.costUsd);
    return this.conclude({ ...item, costs: [...(item.costs ?? []), answer.costUsd] }, answer, wasAll);
  }

  private conclude(item: Item, answer: PipelineAnswer, wasAll: boolean): Promise<void> {
    const after = afterAnswer(answer, item.tries);
    const ends = (state: 'done' | 'failed') =>
      this.outcomes.add({ line: item.line, state, answer, costs: item.costs ?? [] });
    switch (after.kind) {
      case 'done':
      case 'failed':
        return ends(after.kind);
      case 'too_dear':
        if (wasAll) {
          this.finish('cap_reached');
          return this.putBack(item);
        }
        this.again.push({ ...item, alone: true });
        return Promise.resolve();
      case 'again': {
        const waits = (item.waits ?? 0) + 1;
        if (waits > MAX_WAITS) return ends('failed');
        this.pausedUntil = Math.max(this.pausedUntil, performance.now() + after.pauseMs);
        this.again.push({ ...item, waits, tries: item.tries + (after.counts ? 1 : 0) });
        return Promise.resolve();
      }
      default:
        return after satisfies never;
    }
  }

  /** It was never sent in this run, or to nobody's cost: as it was before. */
  private putBack(item: Item): Promise<void> {
    return this.outcomes.add({ line: item.line, state: 'pending', costs: item.costs ?? [] });
  }

  private finish(end: RunEnd): void {
    this.end ??= end;
  }
}
