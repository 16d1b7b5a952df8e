import { createHmac } from 'node:crypto';
import { deriveDigestKey } from '@/lib/secrets/derive-key';

/** What a service token's value begins with, so that a leaked one is known for what it is. */
export const TOKEN_PREFIX = 'tgs-';

/** HMAC-SHA-256 of a service token's value, hex: all that is kept of it. Its key is no other purpose's. */
export function digestToken(value: string): string {
  return createHmac('sha256', deriveDigestKey('service-token')).update(value).digest('hex');
}
