import { randomBytes, scrypt } from 'node:crypto';

/** OWASP's scrypt setting: 32 MiB a guess, about 0.1 s on a small server. */
const COST = 2 ** 15;
const BLOCK = 8;
const PARALLEL = 1;
const HASH_BYTES = 32;

export interface ScryptParameters {
  cost: number;
  block: number;
  parallel: number;
}

/** The raw scrypt key of a password. NFKC first, so that one password typed on two systems is one password. */
export function scryptKey(
  password: string,
  salt: Buffer,
  { cost, block, parallel }: ScryptParameters,
  bytes = HASH_BYTES,
): Promise<Buffer> {
  const options = { N: cost, r: block, p: parallel, maxmem: 256 * cost * block };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Hashes a password as `scrypt$N$r$p$salt$hash` (salt and hash in base64url). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await scryptKey(password, salt, { cost: COST, block: BLOCK, parallel: PARALLEL });
  return ['scrypt', COST, BLOCK, PARALLEL, salt.toString('base64url'), key.toString('base64url')].join('$');
}
