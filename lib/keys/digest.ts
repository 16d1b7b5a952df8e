import { createHmac } from 'node:crypto';
import { deriveDigestKey } from '@/lib/secrets/derive-key';

/** HMAC-SHA-256 of a virtual key's value, hex. All that is ever stored of it, and what requests are looked up by. */
export function digestKey(value: string): string {
  return createHmac('sha256', deriveDigestKey('virtual-key')).update(value).digest('hex');
}
