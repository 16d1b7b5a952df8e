import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import { bucketOf, HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import { ERROR_OUTCOMES, EXTRA_ROLES, METER_COLUMNS } from '../rollup/columns';
import type { AttemptRole } from './attempt-role';
import type { AttemptRow } from './attempt-row';
import type { RequestRow } from './request-row';
import type { RollupDimensions } from './rollup-dimensions';

type TokenColumn = (typeof METER_COLUMNS)[keyof typeof METER_COLUMNS];

const isTokenMeter = (meter: string): meter is keyof typeof METER_COLUMNS => meter in METER_COLUMNS;

/** What is to be added to one row of the rollups. */
export class RollupDelta<Key extends object = RollupDimensions> {
  readonly dimensions: Key;
  #requests = 0;
  #attempts = 0;
  #uncosted = 0;
  #costUsd: Pico = 0n;
  #latencySumMs = 0;
  #errors = 0;
  #cacheHits = 0;
  #cacheAsked = 0;
  #extraUsd: Pico = 0n;
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

  constructor(dimensions: Key) {
    this.dimensions = dimensions;
  }

  addRequest(request: RequestRow): void {
    this.#requests += 1;
    if (ERRORS.has(request.outcome)) this.#errors += 1;
    if (request.cache !== '') this.#cacheAsked += 1;
    if (request.cache.startsWith('hit')) this.#cacheHits += 1;
    for (const [meter, quantity] of Object.entries(request.saved ?? {})) this.#addOther(meter, quantity);
    // How long an orphan took died with its process: no latency is not a latency of 0.
    if (request.outcome === 'orphan') return;
    this.#latencySumMs += request.latency_ms;
    this.#latencyHist = counted(this.#latencyHist, request.latency_ms);
    if (request.first_content_ms !== null) {
      this.#firstContentHist = counted(this.#firstContentHist, request.first_content_ms);
    }
  }

  addAttempt(attempt: AttemptRow, role: AttemptRole): void {
    this.#attempts += 1;
    if (attempt.cost_usd === null) this.#uncosted += 1;
    else this.#addCost(parseUsd(attempt.cost_usd), role);
    for (const [meter, quantity] of Object.entries(attempt.meters)) {
      if (isTokenMeter(meter)) this.#tokens[METER_COLUMNS[meter]] += BigInt(quantity);
      else this.#addOther(meter, quantity);
    }
  }

  #addCost(usd: Pico, role: AttemptRole): void {
    this.#costUsd += usd;
    if (EXTRAS.has(role)) this.#extraUsd += usd;
  }

  #addOther(meter: string, quantity: number): void {
    this.#otherMeters.set(meter, (this.#otherMeters.get(meter) ?? 0n) + BigInt(quantity));
  }

  /** What re-rating adds to the cost of attempts that are counted already, and how many it gives a cost or takes it from. */
  addAdjustment(deltaUsd: Pico, uncosted: number, role: AttemptRole): void {
    this.#addCost(deltaUsd, role);
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

  /** The same with the parts that a pair has columns for. */
  toPairRow(): Record<string, unknown> {
    return {
      ...this.toRow(),
      errors: this.#errors,
      cache_hits: this.#cacheHits,
      cache_asked: this.#cacheAsked,
      extra_usd: formatPico(this.#extraUsd),
    };
  }
}

const ERRORS: ReadonlySet<string> = new Set(ERROR_OUTCOMES);
const EXTRAS: ReadonlySet<string> = new Set(EXTRA_ROLES);

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
