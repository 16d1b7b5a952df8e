import { totpCode, totpStep } from '@/lib/users/second-factor/totp';

/** The code that an authenticator app shows for a secret in base32. */
export function authenticatorCode(secret: string, atMs: number): string {
  return totpCode(fromBase32(secret), totpStep(atMs));
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((char) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
