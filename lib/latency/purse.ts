import { parseUsd, type Pico } from '@/lib/pricing/money';

/** A cap that is never passed: what is spent and what those under way may cost at most stay within it together. */
export class Purse {
  private spent: Pico = 0n;
  private held: Pico = 0n;

  constructor(private readonly cap: Pico) {}

  /** Holds what a request may cost. `wait`: others must end first. `empty`: it never fits. */
  take(most: Pico): 'go' | 'wait' | 'empty' {
    if (this.spent + this.held + most > this.cap) return this.held > 0n ? 'wait' : 'empty';
    this.held += most;
    return 'go';
  }

  /** `actualUsd` undefined: nobody knows, so all that was held counts. */
  settle(most: Pico, actualUsd: string | undefined): void {
    this.held -= most;
    this.spent += actualUsd === undefined ? most : parseUsd(actualUsd);
  }
}
