import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DIGEST_FILE, readSecret, SECRET_FILE } from './master-secret';

/** A new secret that is on its way into force: there from before the database changes until after. */
const NEXT_FILE = 'secret.next';

/** The new secret of a rotation that did not come to its end; undefined: there is none. */
export function unfinishedSecret(directory: string): string | undefined {
  return readSecret(path.join(directory, NEXT_FILE));
}

/** Puts the new secret aside, and keeps the present one for digests, unless an earlier one is kept already. */
export function prepareSecret(directory: string, present: string, next: string): void {
  const digests = path.join(directory, DIGEST_FILE);
  if (!existsSync(digests)) write(digests, present);
  write(path.join(directory, NEXT_FILE), next);
}

/** From now on the new secret is the one. */
export function adoptSecret(directory: string): void {
  renameSync(path.join(directory, NEXT_FILE), path.join(directory, SECRET_FILE));
}

function write(file: string, secret: string): void {
  writeFileSync(`${file}.draft`, `${secret}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.draft`, file);
}
