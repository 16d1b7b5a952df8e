import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { FILE_COLUMNS, IS_WHOLE, storedFileSchema, type StoredFile } from './schemas';

const CHUNK_BYTES = 512 * 1024;

/** Whose a file is, and what it is called. */
export type FileHead = Pick<StoredFile, 'workspaceId' | 'keyId' | 'filename' | 'purpose'>;

/** As long as nobody uploads: what is older and not whole was left behind by a process that died. */
const LEFT_BEHIND = `DELETE FROM file WHERE NOT (${IS_WHOLE}) AND created_at < now() - interval '1 day'`;

/**
 * Writes a file piece by piece as it comes; nobody sees it before it is whole. No connection is held meanwhile, for a client may
 * take its time. An earlier file with the same `id` is replaced. Rejects with what the source throws, and keeps nothing then.
 */
export async function storeFile(
  pool: pg.Pool,
  { workspaceId, keyId, filename, purpose }: FileHead,
  source: AsyncIterable<Buffer>,
  id = newFileId(),
): Promise<StoredFile> {
  await pool.query(LEFT_BEHIND);
  await remove(pool, id);
  await pool.query(
    'INSERT INTO file (id, workspace_id, key_id, filename, purpose, bytes) VALUES ($1, $2, $3, $4, $5, -1)',
    [id, workspaceId, keyId, storableName(filename), purpose],
  );
  try {
    let [bytes, seq] = [0, 0];
    for await (const chunk of inChunks(source)) {
      const values = [id, seq, chunk];
      await pool.query('INSERT INTO file_chunk (file_id, seq, content) VALUES ($1, $2, $3)', values);
      bytes += chunk.length;
      seq += 1;
    }
    const whole = `UPDATE file SET bytes = $2 WHERE id = $1 RETURNING ${FILE_COLUMNS}`;
    return storedFileSchema.parse((await pool.query(whole, [id, bytes])).rows[0]);
  } catch (error) {
    await remove(pool, id).catch(() => undefined);
    throw error;
  }
}

/** A new id, or one made from another's, so that who writes again after a crash writes the same file. */
export const newFileId = (from: string = randomUUID().replaceAll('-', '')): string => `file-${from}`;

const remove = (pool: pg.Pool, id: string) => pool.query('DELETE FROM file WHERE id = $1', [id]);

/** PostgreSQL keeps no NUL, and half of a surrogate pair is no text. */
const storableName = (name: string) => name.slice(0, 200).replaceAll('\0', '_').toWellFormed();

/** The same bytes in pieces of half a megabyte. */
async function* inChunks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}
