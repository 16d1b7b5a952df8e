/** No provider may park us for longer. */
const MAX_SECONDS = 300;

/** Whole seconds to wait, at least as many as were asked for, at most five minutes. */
export function capWait(seconds: number): number {
  return Math.min(MAX_SECONDS, Math.max(0, Math.ceil(seconds)));
}
