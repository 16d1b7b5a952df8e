import type { PeriodChange } from '@/lib/analytics/compare-periods';

/** That some attempts of the two periods have no known cost: then every sum of money, and what follows from it, is too low. Pure. */
export const hasUncosted = (figures: readonly Pick<PeriodChange, 'metric'>[]): boolean =>
  figures.some(({ metric }) => metric === 'uncosted');
