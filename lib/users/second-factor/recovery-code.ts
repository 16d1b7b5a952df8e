import { createHmac, randomBytes } from 'node:crypto';
import { deriveDigestKey } from '@/lib/secrets/derive-key';
import { toBase32 } from './base32';

/** How many codes are given out at once. */
export const RECOVERY_CODES = 10;
const BYTES = 10;

/** A code of 80 random bits, in groups that can be copied by hand: `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCode(): string {
  return (toBase32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join('-');
}

/** All that is kept of a code: an HMAC with its owner. Groups, blanks and case do not matter. */
export function recoveryCodeDigest(userId: string, code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '');
  return createHmac('sha256', deriveDigestKey('recovery-code')).update(`${userId}\n${plain}`).digest('hex');
}
