import { LearnedRatio } from './learned-ratio';
import type { Script } from './script-of';

/** Units that the ratio of all scripts is worth to one of which nothing is known yet. */
const WORTH = 100;

/**
 * A {@link LearnedRatio} for each script: one vocabulary makes three times as many tokens of Hindi as another and the same of
 * English. A script that is new begins with what is known of all.
 */
export class RatioByScript {
  private readonly all: LearnedRatio;
  private readonly byScript = new Map<Script, LearnedRatio>();

  constructor(prior: { ratio: number; worth: number }) {
    this.all = new LearnedRatio(prior);
  }

  learn(script: Script, seen: number, reported: number): void {
    let own = this.byScript.get(script);
    if (own === undefined) {
      own = new LearnedRatio({ ratio: this.all.ratio, worth: WORTH });
      this.byScript.set(script, own);
    }
    own.learn(seen, reported);
    this.all.learn(seen, reported);
  }

  /** Whole tokens, rounded up. */
  tokensOf(script: Script, seen: number): number {
    return (this.byScript.get(script) ?? this.all).tokensOf(seen);
  }
}
