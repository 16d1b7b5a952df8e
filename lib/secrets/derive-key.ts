import { hkdfSync } from 'node:crypto';
import { digestSecret, masterSecret } from './master-secret';

const derived = new Map<string, Buffer>();

/**
 * A 32-byte key for one purpose (HKDF-SHA-256 of the master secret). Purposes never share a key, so what
 * leaks or is accepted for one is worth nothing for another.
 */
export function deriveKey(purpose: string): Buffer {
  return remember(purpose, () => deriveKeyFrom(masterSecret(), purpose));
}

/**
 * The same for digests, which nobody can make again: what they were made of is not kept. They outlive a rotation of the
 * master secret, so their keys come from the secret of before the first one.
 */
export function deriveDigestKey(purpose: string): Buffer {
  return remember(`digest ${purpose}`, () => deriveKeyFrom(digestSecret(), purpose));
}

/** Pure. */
export function deriveKeyFrom(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'tollgate', purpose, 32));
}

function remember(name: string, make: () => Buffer): Buffer {
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = make();
  derived.set(name, key);
  return key;
}
