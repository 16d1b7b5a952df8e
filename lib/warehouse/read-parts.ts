import type pg from 'pg';
import type { ExportedTable } from './columns';
import type { Row } from './write-part';

/** Rows read from the database at a time. */
const PAGE = 5_000;

/**
 * The rows of one UTC day in the order of their key, `rowsAPart` at a time: never more than that in memory. The client is
 * in a transaction that sees one moment.
 */
export async function* readParts(
  client: pg.ClientBase,
  { table, startedAt, key, columns }: ExportedTable,
  day: string,
  rowsAPart: number,
): AsyncGenerator<Row[]> {
  const selected = columns.map(({ name, kind }) => (kind === 'json' ? `${name}::text` : name));
  const order = [startedAt, ...key].join(', ');
  const cursor = `warehouse_${table}`;
  await client.query(
    `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT ${selected.join(', ')} FROM ${table}
     WHERE ${startedAt} >= '${day}T00:00:00Z' AND ${startedAt} < '${day}T00:00:00Z'::timestamptz + interval '1 day'
     ORDER BY ${order}`,
  );
  let part: Row[] = [];
  for (;;) {
    const wanted = Math.min(PAGE, rowsAPart - part.length);
    const { rows } = await client.query<unknown[]>({
      text: `FETCH ${wanted} FROM ${cursor}`,
      rowMode: 'array',
    });
    part.push(...rows);
    if (part.length === rowsAPart || (rows.length < wanted && part.length > 0)) {
      yield part;
      part = [];
    }
    if (rows.length < wanted) break;
  }
  await client.query(`CLOSE ${cursor}`);
}
