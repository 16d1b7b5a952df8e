import { isDeepStrictEqual } from 'node:util';
import type { ConfigDocument } from '@/lib/config/schemas';
import type { DraftContent } from './schemas';

type Sections = Pick<ConfigDocument, 'rules' | 'prices'>;

/**
 * Whether what a draft replaces was changed by others since the version that it stands on, so that publishing it would
 * undo their work. Changes of anything else go well together with it. Pure.
 */
export function isOvertaken(
  base: Sections,
  present: Sections,
  { rules, prices = [] }: DraftContent,
): boolean {
  if (rules !== undefined && !isDeepStrictEqual(base.rules, present.rules)) return true;
  const rowOf = (of: Sections, id: string) => of.prices.find((row) => row.id === id);
  return prices.some(({ id }) => !isDeepStrictEqual(rowOf(base, id), rowOf(present, id)));
}
