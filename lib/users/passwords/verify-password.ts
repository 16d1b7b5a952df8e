import { timingSafeEqual } from 'node:crypto';
import { hashPassword, scryptKey } from './hash-password';

const FORMAT = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]{16,})\$([\w-]{16,})$/;

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the stored hash. Without a hash (nobody has that address) it does the same work
 * against a decoy and answers false, so that time does not tell which addresses exist.
 */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const [, cost, block, parallel, salt, hash] = FORMAT.exec(stored ?? (await decoy)) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('A stored password hash is not readable');
  const expected = Buffer.from(hash, 'base64url');
  const parameters = { cost: Number(cost), block: Number(block), parallel: Number(parallel) };
  const actual = await scryptKey(password, Buffer.from(salt, 'base64url'), parameters, expected.length);
  return timingSafeEqual(actual, expected) && stored != null;
}
