import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataPath, env } from '@/lib/env';

const MIN_LENGTH = 32;
export const SECRET_FILE = 'secret';
export const DIGEST_FILE = 'digest-secret';
let cached: string | undefined;
let cachedDigest: string | undefined;

/**
 * The secret from which every key of this installation is derived: `TOLLGATE_SECRET`, else the file
 * `<dataDir>/secret`, made on first use. Throws when the file is there but too short to be one.
 */
export function masterSecret(): string {
  cached ??= env().TOLLGATE_SECRET ?? secretFromFile(dataPath(SECRET_FILE));
  return cached;
}

/**
 * The secret that keys of digests come from: `TOLLGATE_DIGEST_SECRET`, else the file `<dataDir>/digest-secret`; where the
 * master secret was never rotated there is neither, and it is the master secret itself.
 */
export function digestSecret(): string {
  cachedDigest ??= env().TOLLGATE_DIGEST_SECRET ?? readSecret(dataPath(DIGEST_FILE)) ?? masterSecret();
  return cachedDigest;
}

/** Reads the secret in `file`, or creates it with mode 600. Processes that start together agree on one. */
export function secretFromFile(file: string): string {
  const present = readSecret(file);
  if (present !== undefined) return present;
  mkdirSync(path.dirname(file), { recursive: true });
  // Written aside and linked into place: a link never replaces a file, and no reader sees half of one.
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const created = readSecret(file);
  if (created === undefined)
    throw new Error(`The master secret ${file} went away while it was being created.`);
  return created;
}

/** Undefined: there is no such file. Throws when it is too short to be one. */
export function readSecret(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  if (text.length < MIN_LENGTH) {
    throw new Error(`The master secret ${file} is shorter than ${MIN_LENGTH} characters.`);
  }
  return text;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
