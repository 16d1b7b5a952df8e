import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Whether the file says that its folder was made from sources with this hash. */
export function isStamped(file: string, hash: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').trim() === hash;
}

export function stamp(file: string, hash: string): void {
  writeFileSync(file, `${hash}\n`);
}
