import { divideHalfEven, parseUsd } from './money';
import type { UsdString } from './types';

const PICO_PER_CENT = 10_000_000_000n;

/**
 * Cents to show for each amount so that the shown parts add up to the shown total (the exact sum, rounded half-even).
 * Each part is rounded down first; the cents left over go to the largest remainders, earlier parts first on a tie.
 * For display only: books keep the exact amounts.
 */
export function allocateCents(amounts: readonly UsdString[]): { parts: bigint[]; total: bigint } {
  const picos = amounts.map(parseUsd);
  const total = divideHalfEven(
    picos.reduce((sum, pico) => sum + pico, 0n),
    PICO_PER_CENT,
  );
  const shares = picos.map((pico, index) => {
    const floor = floorDivide(pico, PICO_PER_CENT);
    return { index, cents: floor, remainder: pico - floor * PICO_PER_CENT };
  });
  let left = total - shares.reduce((sum, share) => sum + share.cents, 0n);
  const parts = shares.map((share) => share.cents);
  for (const share of shares.toSorted(byRemainder)) {
    if (left <= 0n) break;
    parts[share.index] = share.cents + 1n;
    left -= 1n;
  }
  return { parts, total };
}

function byRemainder(
  a: { index: number; remainder: bigint },
  b: { index: number; remainder: bigint },
): number {
  if (a.remainder === b.remainder) return a.index - b.index;
  return a.remainder > b.remainder ? -1 : 1;
}

/** Towards minus infinity, so that a remainder is never negative. */
function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}
