import { bucketOf, HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import type { AttemptRow } from '@/lib/ledger/ingest/attempt-row';
import type { Booking } from '@/lib/ledger/ingest/booking';
import { verdictOfAttempt } from './verdict-of-attempt';

/** Lengths of the windows that are kept, s: minutes for what is now (for a day), quarters of an hour, and hours for long ranges. */
export const WINDOW_SPANS_S = [60, 900, 3_600] as const;

/** What is to be added to one row of `target_window`, under its column names. */
export interface WindowDelta {
  workspace_id: string;
  span_s: number;
  bucket: string;
  provider: string;
  model: string;
  calls: number;
  errors: number;
  timeouts: number;
  output_tokens: number;
  generation_ms: number;
  answer_hist: number[] | null;
  first_content_hist: number[] | null;
}

/** What these bookings add to the windows of their targets, in the order of the keys so that no two ingesters deadlock. */
export function windowDeltas(bookings: readonly Pick<Booking, 'request' | 'attempts'>[]): WindowDelta[] {
  const deltas = new Map<string, WindowDelta>();
  for (const { request, attempts } of bookings)
    for (const attempt of attempts)
      for (const spanS of WINDOW_SPANS_S) add(deltaAt(deltas, attempt, spanS), attempt, request.stream);
  return [...deltas]
    .filter(([, { calls }]) => calls > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

function deltaAt(deltas: Map<string, WindowDelta>, attempt: AttemptRow, spanS: number): WindowDelta {
  const { workspace_id, provider, model } = attempt;
  const spanMs = spanS * 1_000;
  const bucket = new Date(Math.floor(Date.parse(attempt.started_at) / spanMs) * spanMs).toISOString();
  const key = JSON.stringify([workspace_id, String(spanS).padStart(6, '0'), bucket, provider, model]);
  let delta = deltas.get(key);
  if (delta === undefined) {
    const sums = { calls: 0, errors: 0, timeouts: 0, output_tokens: 0, generation_ms: 0 };
    delta = {
      ...{ workspace_id, span_s: spanS, bucket, provider, model },
      ...sums,
      answer_hist: null,
      first_content_hist: null,
    };
    deltas.set(key, delta);
  }
  return delta;
}

function add(delta: WindowDelta, attempt: AttemptRow, stream: boolean): void {
  const verdict = verdictOfAttempt({ ...attempt, errorCode: attempt.error_code });
  if (verdict === undefined) return;
  delta.calls += 1;
  if (verdict !== 'success') {
    delta.errors += 1;
    if (verdict === 'timeout') delta.timeouts += 1;
    return;
  }
  const firstContentMs = stream ? attempt.first_content_ms : null;
  delta.answer_hist = counted(delta.answer_hist, firstContentMs ?? attempt.latency_ms);
  if (firstContentMs !== null) delta.first_content_hist = counted(delta.first_content_hist, firstContentMs);
  const tokens = (attempt.meters['out.text'] ?? 0) + (attempt.meters['out.reasoning'] ?? 0);
  const writingMs = attempt.latency_ms - (firstContentMs ?? 0);
  if (tokens === 0 || writingMs <= 0) return;
  delta.output_tokens += tokens;
  delta.generation_ms += writingMs;
}

function counted(histogram: number[] | null, ms: number): number[] {
  const counts = histogram ?? new Array<number>(HISTOGRAM_BUCKETS).fill(0);
  const bucket = bucketOf(ms);
  counts[bucket] = (counts[bucket] ?? 0) + 1;
  return counts;
}
