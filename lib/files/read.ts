import type pg from 'pg';
import { GatewayError } from '@/lib/errors/gateway-error';
import { FILE_COLUMNS, IS_WHOLE, storedFileSchema, type StoredFile } from './schemas';

type Queryable = Pick<pg.Pool, 'query'>;

/** Whose files are meant: those of one key, or of a whole workspace. */
export type FileOwner = { keyId: string } | { workspaceId: string };

/** A file of an owner. Undefined: there is none, or it is another's. */
export async function findFile(
  database: Queryable,
  owner: FileOwner,
  id: string,
): Promise<StoredFile | undefined> {
  const [column, value] = 'keyId' in owner ? ['key_id', owner.keyId] : ['workspace_id', owner.workspaceId];
  const { rows } = await database.query(
    `SELECT ${FILE_COLUMNS} FROM file WHERE id = $1 AND ${column} = $2 AND ${IS_WHOLE}`,
    [id, value],
  );
  return rows.length === 0 ? undefined : storedFileSchema.parse(rows[0]);
}

/** Files of a key, newest first, after the one called `after`. */
export async function listFiles(
  database: Queryable,
  { keyId, purpose, after, limit }: { keyId: string; purpose?: string; after?: string; limit: number },
): Promise<StoredFile[]> {
  const { rows } = await database.query(
    `SELECT ${FILE_COLUMNS} FROM file
     WHERE key_id = $1 AND ${IS_WHOLE} AND ($2::text IS NULL OR purpose = $2)
       AND ($3::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM file WHERE id = $3 AND key_id = $1))
     ORDER BY file.created_at DESC, id DESC LIMIT $4`,
    [keyId, purpose ?? null, after ?? null, limit],
  );
  return rows.map((row) => storedFileSchema.parse(row));
}

/** The bytes of a file, piece by piece. Throws `not_found` where it is removed before the last of them: a part is no file. */
export async function* readFile(
  database: Queryable,
  { id, bytes }: Pick<StoredFile, 'id' | 'bytes'>,
): AsyncGenerator<Buffer> {
  let left = bytes;
  for (let seq = 0; left > 0; seq += 1) {
    const { rows } = await database.query<{ content: Buffer }>(
      'SELECT content FROM file_chunk WHERE file_id = $1 AND seq = $2',
      [id, seq],
    );
    const [row] = rows;
    if (row === undefined) throw new GatewayError('not_found', 'The file was removed while it was read.');
    left -= row.content.length;
    yield row.content;
  }
}

/** Removes a file of a key. False: there is none. */
export async function removeFile(database: Queryable, keyId: string, id: string): Promise<boolean> {
  const { rowCount } = await database.query('DELETE FROM file WHERE id = $1 AND key_id = $2', [id, keyId]);
  return rowCount === 1;
}
