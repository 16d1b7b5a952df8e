/** Standard deviations between the expected quality and the floor: 95 % one-sided. */
export const FLOOR_MARGIN_SIGMA = 1.64;

/** With more strong calls than this there is nothing worth routing. */
const SLACK_SHARE = 0.95;

export interface FloorSample {
  /** Scores of both models on the same requests, those that most need the strong one first. */
  weak: readonly number[];
  strong: readonly number[];
  /** Share of the strong model's quality to keep, 0 to 1. */
  floor: number;
  /** Requests over which the floor is to hold: fewer vary more, so they need a larger margin. */
  windowRequests: number;
}

export interface FloorChoice {
  /** Of the sample, from its start, sent to the strong model. */
  strongCalls: number;
  /** "No routable slack here": the floor leaves next to nothing to the weak model. */
  noSlack: boolean;
}

/**
 * Fewest strong calls at which quality stays above the floor by the margin. The margin covers both the error of the
 * sample and the luck of the window it is promised for; a share once safe must stay safe for all larger ones.
 */
export function chooseFloorShare({ weak, strong, floor, windowRequests }: FloorSample): FloorChoice {
  const count = strong.length;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < count; row += 1) {
    const slack = (strong[row] ?? 0) * (1 - floor);
    sum += slack;
    squares += slack * slack;
  }
  let strongCalls = count;
  for (let sent = count - 1; sent >= 0; sent -= 1) {
    const own = (strong[sent] ?? 0) * (1 - floor);
    const routed = (weak[sent] ?? 0) - floor * (strong[sent] ?? 0);
    sum += routed - own;
    squares += routed * routed - own * own;
    const mean = sum / count;
    const variance = Math.max(0, squares / count - mean * mean);
    const sigma = Math.sqrt(variance * (1 / count + 1 / Math.max(1, windowRequests)));
    if (mean < FLOOR_MARGIN_SIGMA * sigma) break;
    strongCalls = sent;
  }
  return { strongCalls, noSlack: strongCalls > SLACK_SHARE * count };
}
