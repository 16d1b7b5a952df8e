import { divideHalfEven } from '@/lib/pricing/money';
import { shareOf, WHOLE_SHARE } from './decimals';

/**
 * A monthly figure over `months` months: the first as given, each next one grown by the percentage and rounded to a whole
 * one, ties to even. A percentage may be negative, down to -100.
 */
export function volumes(first: bigint, growthPercent: string, months: number): bigint[] {
  const growth = growthPercent.startsWith('-') ? -shareOf(growthPercent.slice(1)) : shareOf(growthPercent);
  const all: bigint[] = [];
  for (let month = 0, volume = first; month < months; month += 1) {
    all.push(volume);
    volume = divideHalfEven(volume * (WHOLE_SHARE + growth), WHOLE_SHARE);
  }
  return all;
}
