import { zoneOffset } from './zone-offset';

const MINUTE_MS = 60_000;

/** The next whole minute of a zone's wall clock as a form writes it: `2026-11-22T13:05`. */
export function localInstant(at: Date, timeZone: string): string {
  const minute = (Math.floor(at.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  return new Date(minute + zoneOffset(timeZone)(minute)).toISOString().slice(0, 16);
}
