import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import { bucketOf, HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import { METER_COLUMNS } from '../rollup/columns';
import type { AttemptRow } from './attempt-row';
import type { RequestRow } from './request-row';
import type { RollupDimensions } from './rollup-dimensions';

type TokenColumn = (typeof METER_COLUMNS)[keyof typeof METER_COLUMNS];

const isTokenMeter = (meter: string): meter is keyof typeof METER_COLUMNS => meter in METER_COLUMNS;

/** What is to be added to one row of the rollups. */
export class RollupDelta {
  readonly dimensions: RollupDimensions;
  #requests = 0;
  #attempts = 0;
  #uncosted = 0;
  #costUsd: Pico = 0n;
  #latencySumMs = 0;
  readonly #tokens: Record<TokenColumn, bigint> = {
    in_text: 0n,
    in_cache_read: 0n,
    in_cache_write_5m: 0n,
    in_cache_write_1h: 0n,
    out_text: 0n,
    out_reasoning: 0n,
  };
  readonly #otherMeters = new Map<string, bigint>();
  #latencyHist: number[] | undefined;
  #firstContentHist: number[] | undefined;

  constructor(dimensions: RollupDimensions) {
    this.dimensions = dimensions;
  }

  addRequest(request: RequestRow): void {
    this.#requests += 1;
    for (const [meter, quantity] of Object.entries(request.saved ?? {})) this.#addOther(meter, quantity);
    // How long an orphan took died with its process: no latency is not a latency of 0.
    if (request.outcome === 'orphan') return;
    this.#latencySumMs += request.latency_ms;
    this.#latencyHist = counted(this.#latencyHist, request.latency_ms);
    if (request.first_content_ms !== null) {
      this.#firstContentHist = counted(this.#firstContentHist, request.first_content_ms);
    }
  }

  addAttempt(attempt: AttemptRow): void {
    this.#attempts += 1;
    if (attempt.cost_usd === null) this.#uncosted += 1;
    else this.#costUsd += parseUsd(attempt.cost_usd);
    for (const [meter, quantity] of Object.entries(attempt.meters)) {
      if (isTokenMeter(meter)) this.#tokens[METER_COLUMNS[meter]] += BigInt(quantity);
      else this.#addOther(meter, quantity);
    }
  }

  #addOther(meter: string, quantity: number): void {
    this.#otherMeters.set(meter, (this.#otherMeters.get(meter) ?? 0n) + BigInt(quantity));
  }

  /** What re-rating adds to the cost of attempts that are counted already, and how many it gives a cost or takes it from. */
  addAdjustment(deltaUsd: Pico, uncosted: number): void {
    this.#costUsd += deltaUsd;
    this.#uncosted += uncosted;
  }

  /** Under column names, whole numbers beyond a double as text. */
  toRow(): Record<string, unknown> {
    const texts = (sums: Iterable<[string, bigint]>) =>
      Object.fromEntries([...sums].map(([column, sum]) => [column, sum.toString()]));
    return {
      ...this.dimensions,
      requests: this.#requests,
      attempts: this.#attempts,
      cost_usd: formatPico(this.#costUsd),
      uncosted: this.#uncosted,
      ...texts(Object.entries(this.#tokens)),
      other_meters: Object.fromEntries(
        [...this.#otherMeters].map(([meter, sum]) => [meter, wholeNumber(sum)]),
      ),
      latency_sum_ms: this.#latencySumMs,
      latency_hist: this.#latencyHist ?? null,
      first_content_hist: this.#firstContentHist ?? null,
    };
  }
}

/** As JSON: a number, or beyond those that a double holds exactly the digits as text, which SQL adds alike. */
function wholeNumber(sum: bigint): number | string {
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : sum.toString();
}

function counted(histogram: number[] | undefined, ms: number): number[] {
  const counts = histogram ?? new Array<number>(HISTOGRAM_BUCKETS).fill(0);
  const bucket = bucketOf(ms);
  counts[bucket] = (counts[bucket] ?? 0) + 1;
  return counts;
}
