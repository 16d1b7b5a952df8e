import { randomBytes } from 'node:crypto';

/** The value of a virtual key: 256 random bits. */
export function newKeyValue(): string {
  return `tg-${randomBytes(32).toString('base64url')}`;
}
