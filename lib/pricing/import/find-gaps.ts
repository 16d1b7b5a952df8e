import type { PriceRow } from '../price-row';
import { conditionKey } from './condition-key';

/** A time without a price between two rows that say the price of the same thing. */
export interface PriceGap {
  /** Row after the gap. */
  id: string;
  message: string;
}

/** Gaps in a price book: no mistake, for a price may lapse; but what is used meanwhile is unpriced. */
export function findGaps(rows: readonly PriceRow[]): PriceGap[] {
  const series = new Map<string, PriceRow[]>();
  for (const row of rows) {
    const { provider, model, meter, priority, when } = row;
    const key = JSON.stringify([provider, model, meter, priority, conditionKey(when)]);
    series.set(key, [...(series.get(key) ?? []), row]);
  }
  return [...series.values()].flatMap((all) => {
    const ordered = all.toSorted((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom));
    return ordered.flatMap((row, index) => {
      const end = ordered[index - 1]?.effectiveTo;
      if (end === undefined || Date.parse(end) >= Date.parse(row.effectiveFrom)) return [];
      const what = [row.provider, row.model, row.meter].join(' ');
      return [{ id: row.id, message: `${what} has no price from ${end} to ${row.effectiveFrom}` }];
    });
  });
}
