import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';

/** What an item may cost: so much, or not now (others must settle first), or never (the cap is reached). */
export type Grant =
  { kind: 'go'; ceilingUsd: string | undefined; held: Pico } | { kind: 'wait' } | { kind: 'reached' };

/** Items are held at twice the dearest so far: one that needs more is tried again with all that is left. */
const MARGIN = 2n;
/** For the first items, of which nothing is known: a twentieth of the cap. */
const FIRST_SHARE = 20n;

/**
 * A cap on a whole batch that is never passed: what is spent and what those under way may cost stay within it together.
 * `spent`: by an earlier run. Without a cap everything goes.
 */
export class CostCap {
  private held: Pico = 0n;
  private dearest: Pico = 0n;
  private readonly cap: Pico | undefined;

  constructor(
    capUsd: string | undefined,
    private spent: Pico,
  ) {
    this.cap = capUsd === undefined ? undefined : parseUsd(capUsd);
  }

  /** `alone`: it was refused with less, and wants all that is left. */
  ask(alone: boolean): Grant {
    if (this.cap === undefined) return { kind: 'go', ceilingUsd: undefined, held: 0n };
    const left = this.cap - this.spent - this.held;
    const wanted = this.dearest === 0n ? this.cap / FIRST_SHARE : this.dearest * MARGIN;
    if (alone || left < wanted) {
      if (this.held > 0n) return { kind: 'wait' };
      return left <= 0n ? { kind: 'reached' } : this.grant(left);
    }
    return this.grant(wanted > 0n ? wanted : left);
  }

  /** Nothing more can be sent: what was held is known now. `actualUsd` undefined: nobody knows, so all of it counts. */
  settle(held: Pico, actualUsd: string | undefined): void {
    const actual = actualUsd === undefined ? held : parseUsd(actualUsd);
    this.held -= held;
    this.spent += actual;
    if (actual > this.dearest) this.dearest = actual;
  }

  /** Whether all that is left was offered with this grant. */
  wasAll(held: Pico): boolean {
    return this.cap !== undefined && held >= this.cap - this.spent - (this.held - held);
  }

  private grant(amount: Pico): Grant {
    this.held += amount;
    return { kind: 'go', ceilingUsd: formatPico(amount), held: amount };
  }
}
