const DAY_S = 86_400;

export interface DayOfLoad {
  requestsPerDay: number;
  peakFactor: number;
  /** Requests a second that are put on the books when there is enough to do. */
  capacityPerS: number;
}

/**
 * Requests of each second of a day: a wave with its height at noon that reaches the peak, over a floor, which together
 * give the day's number. Pure.
 */
export function offeredAt(second: number, { requestsPerDay, peakFactor }: DayOfLoad): number {
  const mean = requestsPerDay / DAY_S;
  // Of a wave ((1 + cos) / 2)^k the mean over the day falls with k: chosen so that peak over mean is the factor.
  const power = powerFor(peakFactor);
  const wave = ((1 + Math.cos((2 * Math.PI * (second - DAY_S / 2)) / DAY_S)) / 2) ** power;
  return mean * peakFactor * wave;
}

/** The mean of the wave is a central binomial: gamma(k + 1/2) / (sqrt(pi) gamma(k + 1)), about 1 / sqrt(pi (k + 1/4)). */
const powerFor = (peakFactor: number) => peakFactor ** 2 / Math.PI - 0.25;

/** Seconds that the newest record of the log waits at the worst moment of the day; the log grows by what is not taken. Pure. */
export function worstLagS(day: DayOfLoad): number {
  let backlog = 0;
  let worst = 0;
  for (let second = 0; second < DAY_S; second += 1) {
    backlog = Math.max(0, backlog + offeredAt(second, day) - day.capacityPerS);
    worst = Math.max(worst, backlog / day.capacityPerS);
  }
  return worst;
}
