import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { FILE_COLUMNS, storedFileSchema, type StoredFile } from './schemas';

const CHUNK_BYTES = 512 * 1024;

/** Whose a file is, and what it is called. */
export type FileHead = Pick<StoredFile, 'workspaceId' | 'keyId' | 'filename' | 'purpose'>;

/** Writes a file piece by piece as it comes, all or nothing. Rejects with what the source throws. */
export async function storeFile(
  pool: pg.Pool,
  head: FileHead,
  source: AsyncIterable<Buffer>,
): Promise<StoredFile> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const file = await write(client, head, source);
    await client.query('COMMIT');
    return file;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function write(
  client: pg.PoolClient,
  { workspaceId, keyId, filename, purpose }: FileHead,
  source: AsyncIterable<Buffer>,
): Promise<StoredFile> {
  const id = `file-${randomUUID().replaceAll('-', '')}`;
  await client.query(
    'INSERT INTO file (id, workspace_id, key_id, filename, purpose, bytes) VALUES ($1, $2, $3, $4, $5, 0)',
    [id, workspaceId, keyId, filename, purpose],
  );
  let [bytes, seq] = [0, 0];
  for await (const chunk of inChunks(source)) {
    await client.query('INSERT INTO file_chunk (file_id, seq, content) VALUES ($1, $2, $3)', [
      id,
      seq,
      chunk,
    ]);
    bytes += chunk.length;
    seq += 1;
  }
  const { rows } = await client.query(`UPDATE file SET bytes = $2 WHERE id = $1 RETURNING ${FILE_COLUMNS}`, [
    id,
    bytes,
  ]);
  return storedFileSchema.parse(rows[0]);
}

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
