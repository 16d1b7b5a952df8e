/** No provider may park us for longer. */
const MAX_SECONDS = 300;

/** Seconds that a Retry-After header asks for (seconds or HTTP date), at most five minutes; undefined when it says nothing. */
export function retryAfterSeconds(
  headers: Record<string, string | string[] | undefined>,
  nowMs: number,
): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : (Date.parse(value) - nowMs) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(MAX_SECONDS, Math.max(0, Math.ceil(seconds)));
}
