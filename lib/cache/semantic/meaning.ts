/** What a kept answer was asked, so that a prompt that means the same can be told. */
export interface Meaning {
  /** Tenant and rule: no prompt is ever compared with one of another. */
  group: string;
  /** Digest of all of the request but its last message; only where that is the same can two prompts mean the same. */
  context: string;
  /** The last message of the user. */
  prompt: string;
  /** Of length 1. */
  vector: Float32Array;
}

/** Longer prompts are not compared: each has its own particulars. */
export const MAX_PROMPT_CHARS = 2_000;
export const MAX_DIMENSIONS = 4_096;

/** The vector of length 1 in the same direction, or undefined for one that has none. */
export function unitVector(numbers: readonly number[]): Float32Array | undefined {
  const length = Math.hypot(...numbers);
  if (numbers.length === 0 || numbers.length > MAX_DIMENSIONS) return undefined;
  if (!Number.isFinite(length) || length === 0) return undefined;
  return Float32Array.from(numbers, (one) => one / length);
}
