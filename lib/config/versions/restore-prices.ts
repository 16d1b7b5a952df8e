import type { PriceRow } from '@/lib/pricing/price-row';
import { endIsOpen, isEffective } from '../check/check-price-history';

/**
 * Prices after a roll-back. Rows that are in effect now stay as they are, for requests were billed by them; only an end
 * that still lies ahead goes back to what it was. All other rows are those of the old document.
 */
export function restorePrices(
  present: readonly PriceRow[],
  old: readonly PriceRow[],
  nowMs: number,
): PriceRow[] {
  const oldById = new Map(old.map((row) => [row.id, row]));
  const kept = present
    .filter((row) => isEffective(row, nowMs))
    .map((row) => {
      const before = oldById.get(row.id);
      if (before === undefined || !endIsOpen(row.effectiveTo, nowMs) || !endIsOpen(before.effectiveTo, nowMs))
        return row;
      const { effectiveTo: _end, ...rest } = row;
      return before.effectiveTo === undefined ? rest : { ...rest, effectiveTo: before.effectiveTo };
    });
  const keptById = new Map(kept.map((row) => [row.id, row]));
  const added = kept.filter((row) => !oldById.has(row.id));
  return [...old.map((row) => keptById.get(row.id) ?? row), ...added];
}
