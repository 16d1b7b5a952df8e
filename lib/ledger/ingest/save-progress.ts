import type pg from 'pg';

/** How far one segment is on the books. */
export interface SegmentProgress {
  name: string;
  /** Bytes from which a restart reads again: before the oldest intent that is still open. */
  safeOffset: number;
  /** Nothing in it is needed any more. */
  finished: boolean;
}

/** Never moves back: another ingester over the same log may be further. */
const SAVE = `
  INSERT INTO ledger_segment AS old (name, safe_offset, finished)
  SELECT name, safe_offset, finished FROM json_to_recordset($1::json) AS r(name text, safe_offset bigint, finished boolean)
  ON CONFLICT (name) DO UPDATE SET
    safe_offset = greatest(old.safe_offset, excluded.safe_offset),
    finished = old.finished OR excluded.finished,
    updated_at = now()`;

export async function saveProgress(
  client: pg.ClientBase,
  progress: readonly SegmentProgress[],
): Promise<void> {
  if (progress.length === 0) return;
  const rows = [...progress]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, safeOffset, finished }) => ({ name, safe_offset: safeOffset, finished }));
  await client.query({ name: 'ledger-save-progress', text: SAVE, values: [JSON.stringify(rows)] });
}

/** Progress of those of the named segments that have any. */
export async function loadProgress(
  client: pg.ClientBase,
  names: readonly string[],
): Promise<SegmentProgress[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query<{ name: string; safe_offset: string; finished: boolean }>(
    'SELECT name, safe_offset, finished FROM ledger_segment WHERE name = ANY($1)',
    [names],
  );
  return rows.map((row) => ({ name: row.name, safeOffset: Number(row.safe_offset), finished: row.finished }));
}
