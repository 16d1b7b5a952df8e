import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key';
import { OpenSecretError } from './open-secret-error';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What a sealed value is for and the row it lives in; both must be the same again to open it. */
export interface SealPlace {
  purpose: string;
  rowId: string;
}

/** Encrypts with AES-256-GCM: `format byte | nonce | tag | ciphertext`. The row id is the associated data. */
export function seal(plain: string, place: SealPlace, key = deriveKey(place.purpose)): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place.rowId));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]);
}

/** Opens what {@link seal} made. Throws {@link OpenSecretError} on anything else; never returns a part. */
export function open(sealed: Uint8Array, place: SealPlace, key = deriveKey(place.purpose)): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEAD_BYTES || bytes[0] !== FORMAT) throw new OpenSecretError();
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(place.rowId));
    decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEAD_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new OpenSecretError(error);
  }
}
