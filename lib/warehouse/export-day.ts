import pg from 'pg';
import { z } from 'zod';
import { parseUsd, formatPico } from '@/lib/pricing/money';
import { EXPORTED, type ExportedTable } from './columns';
import type { Destination } from './destination';
import { readParts } from './read-parts';
import { writePart, type Row } from './write-part';

/** About 20 MB of a file, and ten times that in memory while it is made. */
const ROWS_A_PART = 50_000;

const exported = z.object({
  rows: z.number().int(),
  /** Exact; of rows whose cost is known. */
  costUsd: z.string(),
  files: z.array(z.string()),
});
/** Written last: a day without it is not exported, whatever files lie there. */
const manifestSchema = z.object({ day: z.string(), request: exported, attempt: exported });
export type Manifest = z.infer<typeof manifestSchema>;

export interface ExportDay {
  databaseUrl: string;
  destination: Destination;
  /** UTC, `2026-11-21`. */
  day: string;
  rowsAPart?: number;
}

const manifestKey = (day: string) => `manifest/day=${day}.json`;

/** Retention took the rows of a day before they were exported: an empty day would be a lie. */
export class DayGoneError extends Error {
  constructor(day: string) {
    super(
      `${day} cannot be exported: its requests were deleted before (TOLLGATE_RETENTION_DAYS), only totals are left`,
    );
  }
}

/** What is there of a day; undefined: it is not exported, or not to its end. */
export async function readManifest(destination: Destination, day: string): Promise<Manifest | undefined> {
  const text = await destination.get(manifestKey(day));
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
}

/**
 * Writes the rows of one UTC day as `request/day=…/part-00000.parquet` and `attempt/…`, then its manifest. A day that has
 * one is left as it is; one that was begun is written anew under the same names. Undefined while another process exports.
 * Throws when what was written is not what the books say, to the last digit, and {@link DayGoneError}.
 */
export async function exportDay(options: ExportDay): Promise<Manifest | undefined> {
  const { databaseUrl, destination, day } = options;
  z.iso.date().parse(day);
  const done = await readManifest(destination, day);
  if (done !== undefined) return done;
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'tollgate export' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('tollgate.export')) AS mine`,
    );
    if (rows[0]?.mine !== true) return undefined;
    const tables: Record<string, unknown> = {};
    for (const table of EXPORTED) tables[table.table] = await exportTable(client, table, options);
    const manifest = manifestSchema.parse({ day, ...tables });
    if (manifest.request.rows === 0 && (await hadRequests(client, day))) throw new DayGoneError(day);
    await destination.put(manifestKey(day), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    return manifest;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** By the totals, which stay when rows are deleted. */
async function hadRequests(client: pg.ClientBase, day: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM rollup_15m
     WHERE bucket >= $1::timestamptz AND bucket < $1::timestamptz + interval '1 day' AND requests > 0 LIMIT 1`,
    [`${day}T00:00:00Z`],
  );
  return rowCount === 1;
}

async function exportTable(
  client: pg.ClientBase,
  table: ExportedTable,
  { destination, day, rowsAPart = ROWS_A_PART }: ExportDay,
): Promise<z.infer<typeof exported>> {
  const files: string[] = [];
  let count = 0;
  let pico = 0n;
  const cost = table.columns.findIndex(({ name }) => name === 'cost_usd');
  for await (const rows of readParts(client, table, day, rowsAPart)) {
    const file = `${table.table}/day=${day}/part-${String(files.length).padStart(5, '0')}.parquet`;
    await destination.put(file, writePart(table, rows));
    files.push(file);
    count += rows.length;
    pico += costOf(rows, cost);
  }
  const written = { rows: count, costUsd: formatPico(pico) };
  await compare(client, table, day, written);
  return { ...written, files };
}

function costOf(rows: readonly Row[], column: number): bigint {
  return rows.reduce((sum, row) => sum + (row[column] === null ? 0n : parseUsd(String(row[column]))), 0n);
}

/** The books' own sum, of the same moment. */
async function compare(
  client: pg.ClientBase,
  { table, startedAt }: ExportedTable,
  day: string,
  written: { rows: number; costUsd: string },
): Promise<void> {
  const { rows } = await client.query<{ rows: string; costUsd: string }>(
    `SELECT count(*)::text AS rows, trim_scale(coalesce(sum(cost_usd), 0))::text AS "costUsd" FROM ${table}
     WHERE ${startedAt} >= $1::timestamptz AND ${startedAt} < $1::timestamptz + interval '1 day'`,
    [`${day}T00:00:00Z`],
  );
  const [books] = rows;
  if (books?.rows !== String(written.rows) || parseUsd(books.costUsd) !== parseUsd(written.costUsd))
    throw new Error(
      `${table} of ${day}: ${written.rows} rows and ${written.costUsd} USD were written, the books have ${books?.rows} and ${books?.costUsd}`,
    );
}
