import { z } from 'zod';

/** An instant with its offset, ISO 8601, as callers send one. PostgreSQL has no year 0, and nothing here is older than 1970. */
export const sentInstant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= 0, 'must not lie before 1970');
