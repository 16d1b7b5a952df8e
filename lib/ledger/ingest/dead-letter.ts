import type pg from 'pg';

/** A record that could not be read or stored; kept whole for a person to look at. */
export interface DeadLetter {
  segment: string;
  offset: number;
  reason: string;
  bytes: Buffer;
}

const SAVE = `
  INSERT INTO ledger_dead_letter (segment, "offset", reason, record) VALUES ($1, $2, $3, $4)
  ON CONFLICT (segment, "offset") DO NOTHING`;

/** Tells how many of them were new. */
export async function saveDeadLetters(
  client: pg.ClientBase,
  letters: readonly DeadLetter[],
): Promise<number> {
  let saved = 0;
  for (const letter of letters) {
    const values = [letter.segment, letter.offset, letter.reason, printable(letter.bytes)];
    saved += (await client.query(SAVE, values)).rowCount ?? 0;
  }
  return saved;
}

/** As text when PostgreSQL can hold it, else all of it as `base64:…`. */
function printable(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return !text.includes('\0') && Buffer.from(text, 'utf8').equals(bytes)
    ? text
    : `base64:${bytes.toString('base64')}`;
}
