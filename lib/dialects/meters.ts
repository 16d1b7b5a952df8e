import type { Meter, MeterQuantities } from '@/lib/pricing/usage';

/**
 * Takes parts out of a total, in order, each at most as large as what is left: the meters are disjoint, never negative,
 * and their sum is the total. What remains goes to `rest`. An unknown total leaves only the parts, as they are.
 */
export class MeterSplit {
  private left: number;

  /** `meters`: where the parts are added. */
  constructor(
    private readonly meters: MeterQuantities,
    private readonly total: number | undefined,
  ) {
    this.left = total ?? Number.MAX_SAFE_INTEGER;
  }

  take(meter: Meter, count: number | undefined): this {
    const taken = Math.min(count ?? 0, this.left);
    if (taken <= 0) return this;
    this.meters[meter] = (this.meters[meter] ?? 0) + taken;
    this.left -= taken;
    return this;
  }

  rest(meter: Meter): void {
    if (this.total !== undefined) this.meters[meter] = (this.meters[meter] ?? 0) + this.left;
  }
}

/** Adds the quantities that are known and not 0: a meter of 0 is an unused one. */
export function addUsed(
  meters: MeterQuantities,
  used: readonly (readonly [Meter, number | undefined])[],
): void {
  for (const [meter, count] of used)
    if (count !== undefined && count > 0) meters[meter] = (meters[meter] ?? 0) + count;
}
