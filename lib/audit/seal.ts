import { createHmac } from 'node:crypto';

/** What the first entry is chained to. */
export const FIRST_SEAL = '';

/**
 * The seal of an entry: HMAC-SHA-256, hex, of the seal before it and its own text. Whoever lacks the key can neither
 * change, drop nor insert an entry without every later seal being wrong.
 */
export function sealEntry(key: Buffer, sealBefore: string, entry: string): string {
  return createHmac('sha256', key).update(sealBefore).update('\n').update(entry).digest('hex');
}
