import { z } from 'zod';

/** A day of the calendar, as callers send one. PostgreSQL has no year 0, and nothing here is older than 1970. */
export const sentDay = z.iso
  .date({ error: 'must be a day, such as 2026-11-22' })
  .refine((day) => Date.parse(day) >= 0, 'must not lie before 1970');
