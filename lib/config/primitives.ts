import { z } from 'zod';

/** Name of an entry of the configuration. */
export const id = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._:@/-]{0,119}$/, 'letters, digits and . _ : @ / - only, at most 120');
export const usd = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal amount such as "12.50"');
