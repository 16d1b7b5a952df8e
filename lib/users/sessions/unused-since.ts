import { env } from '@/lib/env';

const HOUR_MS = 3_600_000;

/** A session that was last seen then, or before, is over. `lastSeenAt` is up to five minutes behind (find-session.ts). */
export function unusedSince(now: Date, idleHours: number = env().TOLLGATE_SESSION_IDLE_HOURS): Date {
  return new Date(now.getTime() - idleHours * HOUR_MS);
}
