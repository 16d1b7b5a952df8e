import type pg from 'pg';
import { channelSecretPlace } from '@/lib/config/secrets/credential-place';
import { OpenSecretError } from '@/lib/secrets/open-secret-error';
import { open } from '@/lib/secrets/seal';

type ReadSealed = (id: string) => Promise<Uint8Array | undefined>;

/** What a channel's `env:NAME` or `secret:ID` stands for; undefined when there is none or it can't be opened. */
export async function openChannelSecret(reference: string, read: ReadSealed): Promise<string | undefined> {
  if (reference.startsWith('env:')) return process.env[reference.slice('env:'.length)] || undefined;
  if (!reference.startsWith('secret:')) return undefined;
  const id = reference.slice('secret:'.length);
  const sealed = await read(id);
  if (sealed === undefined) return undefined;
  try {
    return open(sealed, channelSecretPlace(id));
  } catch (error) {
    if (error instanceof OpenSecretError) return undefined;
    throw error;
  }
}

/** {@link openChannelSecret} for a process that talks to the database by `pg`. */
export function secretReader(
  database: Pick<pg.Pool, 'query'>,
): (reference: string) => Promise<string | undefined> {
  return (reference) =>
    openChannelSecret(reference, async (id) => {
      const { rows } = await database.query<{ ciphertext: Buffer }>(
        'SELECT ciphertext FROM credential WHERE id = $1',
        [id],
      );
      return rows[0]?.ciphertext;
    });
}
