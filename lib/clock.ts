/** Time as an argument: pure rooms take a Clock instead of reading Date.now themselves. */
export interface Clock {
  /** Wall clock, epoch milliseconds. For timestamps on the books. */
  now(): number;
  /** Monotonic clock, milliseconds with fraction. For durations and timers. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
