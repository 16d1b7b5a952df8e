import { bucketOf, HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import type { Booking } from '@/lib/ledger/ingest/booking';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';

/** What is to be added to one row of `arm_window`, under its column names. */
export interface ArmDelta {
  experiment: string;
  arm: string;
  workspace_id: string;
  bucket: string;
  requests: number;
  errors: number;
  costed: number;
  cost_usd: string;
  cost_squares: number;
  latency_hist: number[] | null;
}

const BUCKET_MS = 5 * 60_000;

type ArmVerdict = 'good' | 'bad';

/**
 * What a request says of its arm: bad when the model of its first choice was not the one that answered at the first attempt,
 * or when nobody answered. Undefined: nothing, since it was refused before any attempt, its client left, or we died.
 */
export function verdictOfArm({
  request,
  attempts,
}: Pick<Booking, 'request' | 'attempts'>): ArmVerdict | undefined {
  const first = attempts.find(({ attempt }) => attempt === 1);
  if (request.outcome === 'orphan' || request.outcome === 'rejected' || first === undefined) return undefined;
  const [choice] = request.route.candidates;
  // At any of the model's providers: which of them is a matter of load.
  const isOwn = choice === undefined || choice.endsWith(`/${first.model}`);
  if (isOwn && first.outcome === 'success') return 'good';
  if (first.outcome === 'error' || first.outcome === 'timeout') return 'bad';
  if (request.outcome === 'client_closed') return undefined;
  // A slow first attempt that its hedge overtook answered nobody.
  return request.outcome === 'error' || !isOwn || first.outcome === 'superseded' ? 'bad' : undefined;
}

class Sums {
  #requests = 0;
  #errors = 0;
  #costed = 0;
  #costUsd: Pico = 0n;
  #costSquares = 0;
  #latencies: number[] | null = null;

  add({ request }: Booking, verdict: ArmVerdict): void {
    this.#requests += 1;
    if (verdict === 'bad') this.#errors += 1;
    else {
      this.#latencies ??= new Array<number>(HISTOGRAM_BUCKETS).fill(0);
      const bucket = bucketOf(request.latency_ms);
      this.#latencies[bucket] = (this.#latencies[bucket] ?? 0) + 1;
    }
    if (request.cost_usd === null || request.cost_state !== 'priced') return;
    this.#costed += 1;
    this.#costUsd += parseUsd(request.cost_usd);
    this.#costSquares += Number(request.cost_usd) ** 2;
  }

  toRow() {
    return {
      requests: this.#requests,
      errors: this.#errors,
      costed: this.#costed,
      cost_usd: formatPico(this.#costUsd),
      cost_squares: this.#costSquares,
      latency_hist: this.#latencies,
    };
  }
}

/** What these bookings add to the windows of their arms, in the order of the keys so that no two ingesters deadlock. */
export function armDeltas(bookings: readonly Booking[]): ArmDelta[] {
  const windows = new Map<string, { key: [string, string, string, string]; sums: Sums }>();
  for (const booking of bookings) {
    const { experiment, arm, workspace_id, started_at } = booking.request;
    const verdict = experiment === '' ? undefined : verdictOfArm(booking);
    if (verdict === undefined) continue;
    const bucket = new Date(Math.floor(Date.parse(started_at) / BUCKET_MS) * BUCKET_MS).toISOString();
    const key: [string, string, string, string] = [experiment, arm, workspace_id, bucket];
    const text = JSON.stringify(key);
    const window = windows.get(text) ?? { key, sums: new Sums() };
    windows.set(text, window);
    window.sums.add(booking, verdict);
  }
  return [...windows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          key: [experiment, arm, workspace_id, bucket],
          sums,
        },
      ]) => ({
        ...{ experiment, arm, workspace_id, bucket },
        ...sums.toRow(),
      }),
    );
}
