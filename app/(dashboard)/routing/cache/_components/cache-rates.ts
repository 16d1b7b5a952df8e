import type { CacheFigures } from '@/lib/cache/cache-by-rule';

export const hitsOf = ({ exact, semantic }: Pick<CacheFigures, 'exact' | 'semantic'>) => exact + semantic;

/** Undefined when the cache was not asked. */
export const rateOf = (figures: Pick<CacheFigures, 'exact' | 'semantic' | 'asked'>) =>
  figures.asked === 0 ? undefined : hitsOf(figures) / figures.asked;
