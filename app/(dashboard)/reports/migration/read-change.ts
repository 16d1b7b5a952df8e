import { localDay } from '@/lib/analytics/range';
import { MAX_DAYS } from '@/lib/reports/migration-spans';

const WEEK_MS = 7 * 86_400_000;
const DAYS = 30;

/** Day and length that an address asks for; a week ago and thirty days where it does not say or cannot be read. */
export function readChange(
  query: Record<string, string | undefined>,
  zone: string,
  now: Date,
): { on: string; days: number; isLength: boolean } {
  const days = Number(query['days'] || DAYS);
  const isLength = Number.isInteger(days) && days >= 1 && days <= MAX_DAYS;
  return {
    on: query['on'] || localDay(new Date(now.getTime() - WEEK_MS), zone),
    days: isLength ? days : DAYS,
    isLength,
  };
}
