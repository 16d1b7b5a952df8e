import { localDay } from '@/lib/analytics/range';
import { MAX_DAYS } from '@/lib/reports/migration-spans';

const WEEK_MS = 7 * 86_400_000;
const DAYS = 30;

/** Day and length that an address asks for; a week ago and thirty days where it does not say. */
export function readChange(query: Record<string, string | undefined>, zone: string, now: Date) {
  const days = Number(query['days'] ?? DAYS);
  return {
    on: query['on'] ?? localDay(new Date(now.getTime() - WEEK_MS), zone),
    days: Number.isInteger(days) && days >= 1 && days <= MAX_DAYS ? days : DAYS,
  };
}
