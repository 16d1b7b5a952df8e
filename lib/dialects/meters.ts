import type { Meter, MeterQuantities } from '@/lib/pricing/usage';

/**
 * Takes parts out of a total, in order, each at most as large as what is left: the meters are disjoint, never negative,
 * and their sum is the total. What remains goes to `rest`. An unknown total leaves only the parts, as they are.
 */
export function splitTotal(
  total: number | undefined,
  parts: readonly (readonly [Meter, number | undefined])[],
  rest: Meter,
): MeterQuantities {
  const meters: MeterQuantities = {};
  let left = total ?? Number.MAX_SAFE_INTEGER;
  for (const [meter, count] of parts) {
    const taken = Math.min(count ?? 0, left);
    if (taken === 0) continue;
    meters[meter] = (meters[meter] ?? 0) + taken;
    left -= taken;
  }
  if (total !== undefined) meters[rest] = (meters[rest] ?? 0) + left;
  return meters;
}

/** Adds the quantities that are known and not 0: a meter of 0 is an unused one. */
export function addUsed(
  meters: MeterQuantities,
  used: readonly (readonly [Meter, number | undefined])[],
): void {
  for (const [meter, count] of used)
    if (count !== undefined && count > 0) meters[meter] = (meters[meter] ?? 0) + count;
}
