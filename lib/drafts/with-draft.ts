import type { ConfigDocument } from '@/lib/config/schemas';
import type { DraftContent } from './schemas';

/** A configuration with a draft's sections in place of its own, not yet checked. Pure. */
export function withDraft<T extends Pick<ConfigDocument, 'rules' | 'prices'>>(
  present: T,
  { rules, prices = [] }: DraftContent,
): Omit<T, 'rules' | 'prices'> & { rules: readonly unknown[]; prices: readonly unknown[] } {
  const given = new Map(prices.map((row) => [row.id, row]));
  const kept = present.prices.map((row) => given.get(row.id) ?? row);
  const known = new Set(present.prices.map(({ id }) => id));
  const added = prices.filter(({ id }) => !known.has(id));
  return { ...present, rules: rules ?? present.rules, prices: [...kept, ...added] };
}
