import { hkdfSync } from 'node:crypto';
import { masterSecret } from './master-secret';

const derived = new Map<string, Buffer>();

/**
 * A 32-byte key for one purpose (HKDF-SHA-256 of the master secret). Purposes never share a key, so what
 * leaks or is accepted for one is worth nothing for another.
 */
export function deriveKey(purpose: string): Buffer {
  const known = derived.get(purpose);
  if (known !== undefined) return known;
  const key = Buffer.from(hkdfSync('sha256', masterSecret(), 'tollgate', purpose, 32));
  derived.set(purpose, key);
  return key;
}
