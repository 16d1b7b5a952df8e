import { stat } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { listSegments } from '@/lib/ledger/log/list-segments';

/** Bytes in the segments of a directory that no transaction has put on the books. Segments of which nothing is known count whole. */
export async function backlogBytes(database: Pick<pg.Pool, 'query'>, directory: string): Promise<number> {
  const segments = await listSegments(directory);
  if (segments.length === 0) return 0;
  const { rows } = await database.query<{ name: string; read: number; finished: boolean }>(
    'SELECT name, safe_offset::float8 AS read, finished FROM ledger_segment WHERE name = ANY ($1)',
    [segments.map(({ name }) => name)],
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  const sizes = await Promise.all(
    segments.map(async ({ name }) => {
      const progress = known.get(name);
      if (progress?.finished === true) return 0;
      // It may have been finished and removed since it was listed.
      const size = await stat(path.join(directory, name)).then(
        (file) => file.size,
        () => 0,
      );
      return Math.max(0, size - (progress?.read ?? 0));
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
