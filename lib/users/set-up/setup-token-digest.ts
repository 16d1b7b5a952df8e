import { createHash } from 'node:crypto';

/** What is kept of a set-up token. The token has 256 random bits, so a plain digest is enough. */
export function setupTokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
