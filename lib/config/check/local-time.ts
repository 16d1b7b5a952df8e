import { z } from 'zod';

/** Wall-clock time of some zone, to the minute: `2026-11-23T09:00`. A day that no calendar has would else become another one. */
export const localTime = (message: string) =>
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { message, abort: true })
    .refine(isOnCalendar, 'there is no such day or time');

/** From 1970 on: nothing here is older. */
function isOnCalendar(text: string): boolean {
  const ms = Date.parse(`${text}Z`);
  return ms >= 0 && new Date(ms).toISOString().startsWith(text);
}
