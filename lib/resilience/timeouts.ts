/** What generating one token may take. */
const PER_TOKEN_MS = 50;
const CAP_MS = 300_000;
/** Output that is expected of a request which sets no limit. */
const TYPICAL_OUTPUT_TOKENS = 1_000;
/** Fewer calls say too little of the slowest hundredth. */
const MIN_SAMPLES = 200;
const P99_FACTOR = 4;
const LEARNED_FLOOR_MS = 5_000;

export interface AnswerTime {
  baseMs: number;
  /** The request's own limit, where it sets one. */
  maxOutputTokens: number | undefined;
}

/** How long a whole answer may take: a base and 50 ms for each token that is expected, at most 5 minutes (or the base, if that is more). */
export function answerTimeoutMs({ baseMs, maxOutputTokens }: AnswerTime): number {
  const expected = maxOutputTokens ?? TYPICAL_OUTPUT_TOKENS;
  return Math.min(Math.max(CAP_MS, baseMs), baseMs + PER_TOKEN_MS * expected);
}

/**
 * The configured limit, or four times the target's own p99 where enough calls were seen and that is sooner: a target
 * that hangs is then left long before a limit that was set for the slowest of all. What was seen may all have been
 * short: never under 5 s nor a quarter of the configured limit, and never longer than that.
 */
export function learnedTimeoutMs(
  configuredMs: number,
  seen: { samples: number; p99Ms: number | undefined },
): number {
  if (seen.samples < MIN_SAMPLES || seen.p99Ms === undefined) return configuredMs;
  const floorMs = Math.max(LEARNED_FLOOR_MS, Math.ceil(configuredMs / 4));
  return Math.min(configuredMs, Math.max(floorMs, Math.ceil(seen.p99Ms * P99_FACTOR)));
}
