import { capWait } from '@/lib/dialects/cap-wait';

/** Seconds that a Retry-After header asks for (seconds or HTTP date), at most five minutes; undefined when it says nothing. */
export function retryAfterSeconds(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const isDate = /^[A-Za-z]{3}/.test(text);
  const seconds = isDate
    ? (Date.parse(text) - nowMs) / 1000
    : /^\d+(\.\d+)?$/.test(text)
      ? Number(text)
      : NaN;
  if (!Number.isFinite(seconds)) return undefined;
  return capWait(seconds);
}
