import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 over names and contents of files and folders; what is missing counts as empty. Hex. */
export function hashSources(roots: readonly string[], skip: readonly string[] = []): string {
  const hash = createHash('sha256');
  const skipped = new Set(skip.map((entry) => path.resolve(entry)));
  for (const file of roots.flatMap((root) => filesIn(path.resolve(root), skipped))) {
    hash
      .update(`${path.relative('.', file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(entry: string, skipped: ReadonlySet<string>): string[] {
  if (skipped.has(entry) || !existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesIn(path.join(entry, name), skipped));
}
