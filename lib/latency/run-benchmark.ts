import { setTimeout as wait } from 'node:timers/promises';
import type { Lease } from '@/lib/jobs/lease';
import type { WorkerPipeline } from '@/lib/jobs/pipeline';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import type pg from 'pg';
import { askDirect } from './ask-direct';
import { askGateway } from './ask-gateway';
import { costOfRequest } from './cost-of-request';
import type { BookedAs } from './measured';
import { courseOf, plannedRequest, type Course, type Planned } from './plan-requests';
import { Purse } from './purse';
import type { Benchmark, BenchmarkState, Sample } from './schemas';
import { keepSamples } from './store';

const KEEP_EVERY_MS = 500;
const LOOK_AGAIN_MS = 10;
/** A minute. */
const MAX_TRIES = 120;

/** How a run ended. `stopped`: the process stops, or somebody else has it. */
export type RunEnd = Extract<BenchmarkState, 'done' | 'capped' | 'cancelled'> | 'stopped';

interface RunDeps {
  pool: pg.Pool;
  pipeline: WorkerPipeline;
  lease: Lease;
  stopping: AbortSignal;
}

/** Sends the requests of a benchmark, so many at once and never for more than its cap, and keeps what was measured. */
export class BenchmarkRun {
  private readonly course: Course;
  private readonly purse: Purse;
  private readonly as: BookedAs;
  private samples: Sample[] = [];
  private next = 0;
  private end: RunEnd | undefined;

  /** Throws GatewayError for a target that is there no more. */
  constructor(
    private readonly deps: RunDeps,
    private readonly benchmark: Benchmark,
  ) {
    const { id, workspaceId, keyId, address, settings } = benchmark;
    this.course = courseOf(settings, deps.pipeline.snapshot());
    this.purse = new Purse(parseUsd(settings.capUsd));
    this.as = { benchmarkId: id, workspaceId, keyId, address: address ?? undefined };
  }

  /** Rejects when the database stays away. */
  async run(): Promise<RunEnd> {
    const { concurrency } = this.benchmark.settings;
    let over = false;
    const lanes = Promise.all(Array.from({ length: concurrency }, () => this.lane())).finally(
      () => (over = true),
    );
    while (!over) {
      await Promise.race([wait(KEEP_EVERY_MS), lanes]);
      // Away for a moment: the next turn brings these, too.
      await this.keep().catch(() => undefined);
    }
    await lanes;
    await this.keepAll();
    return this.end ?? 'done';
  }

  private async lane(): Promise<void> {
    for (;;) {
      if (this.deps.stopping.aborted || this.deps.lease.lost.aborted) this.end ??= 'stopped';
      const planned = this.end === undefined ? plannedRequest(this.course, this.next) : undefined;
      if (planned === undefined) return;
      const most = this.mostOf(planned);
      const grant = most === undefined ? 'empty' : this.purse.take(most);
      if (grant === 'wait') await wait(LOOK_AGAIN_MS);
      else if (grant === 'empty') this.end ??= 'capped';
      else {
        this.next += 1;
        await this.measure(planned, most ?? 0n);
      }
    }
  }

  /** Undefined: it has no price any more, so no cap can be kept for it. */
  private mostOf(planned: Planned): Pico | undefined {
    const { maxTokens } = this.course;
    return costOfRequest(planned, maxTokens, this.deps.pipeline.snapshot(), Date.now())?.most;
  }

  private async measure(planned: Planned, most: Pico): Promise<void> {
    const { pipeline } = this.deps;
    const { maxTokens } = this.course;
    const at = Date.now();
    const measured =
      planned.way === 'gateway'
        ? await askGateway(pipeline, planned, this.as, { maxTokens, most })
        : await askDirect(pipeline.deps, planned, this.as, maxTokens);
    this.purse.settle(most, measured.costUsd);
    const { provider, model } = planned.target;
    const { seq, way } = planned;
    this.samples.push({ seq, way, provider: provider.id, model: model.id, at, ...measured });
  }

  /** What was paid for is not given up because the database is away for a while. */
  private async keepAll(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.keep();
      } catch (error) {
        if (tries === MAX_TRIES) throw error;
        await wait(KEEP_EVERY_MS);
      }
    }
  }

  private async keep(): Promise<void> {
    const kept = this.samples.length;
    const status = await keepSamples(this.deps.pool, this.benchmark.id, this.samples.slice(0, kept));
    this.samples.splice(0, kept);
    if (status !== 'running') this.end ??= 'cancelled';
  }
}
