/** What is known beyond this is thinned out, so that a model that changed is soon known as it is now. */
const MEMORY = 200_000;
/** What is further from the count than this is hidden output, a picture or nonsense, and teaches nothing. */
const MOST = 8;

/**
 * How many tokens a target reports for a unit of what we see of its traffic (the weight of an answer, a token of our estimate
 * of a prompt), learnt from what it has reported in full. In memory; a few dozen numbers for each process.
 */
export class LearnedRatio {
  private seen: number;
  private reported: number;

  /** `prior`: tokens for a unit where nothing is known, and how many units that belief is worth. */
  constructor(prior: { ratio: number; worth: number }) {
    this.seen = prior.worth;
    this.reported = prior.ratio * prior.worth;
  }

  learn(seen: number, reported: number): void {
    if (reported > seen * MOST || seen > reported * MOST) return;
    this.seen += seen;
    this.reported += reported;
    if (this.seen <= MEMORY) return;
    this.seen /= 2;
    this.reported /= 2;
  }

  /** Tokens for a unit. */
  get ratio(): number {
    return this.reported / this.seen;
  }

  /** Whole tokens, rounded up: something that was seen is never counted as nothing. */
  tokensOf(seen: number): number {
    return Math.ceil((seen * this.reported) / this.seen);
  }
}
