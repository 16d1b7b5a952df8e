import type { PipelineAnswer } from '@/lib/jobs/pipeline';

/** What becomes of an item after an answer. */
export type AfterAnswer =
  | { kind: 'done' }
  | { kind: 'failed' }
  /** Not the item's fault: again, and nothing else before so many ms have passed. */
  | { kind: 'again'; pauseMs: number; counts: boolean }
  /** Its ceiling was in the way. */
  | { kind: 'too_dear' };

/** Times that an item is sent in all, rate limits apart. */
const MAX_TRIES = 3;
const PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/** `tries`: with this one. Pure. */
export function afterAnswer(
  { status, headers, body }: Pick<PipelineAnswer, 'status' | 'headers' | 'body'>,
  tries: number,
): AfterAnswer {
  if (status < 300) return { kind: 'done' };
  if (status === 402 && body.includes('cost_ceiling_exceeded')) return { kind: 'too_dear' };
  const told = Number(headers['retry-after'] ?? Number.NaN) * 1_000;
  const pauseMs = Math.min(MAX_PAUSE_MS, Number.isFinite(told) ? told : PAUSE_MS * 2 ** (tries - 1));
  if (status === 429 || status === 503) return { kind: 'again', pauseMs, counts: false };
  if (status >= 500 && tries < MAX_TRIES) return { kind: 'again', pauseMs, counts: true };
  return { kind: 'failed' };
}
