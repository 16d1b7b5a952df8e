import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatPico } from '@/lib/pricing/money';
import { openDestination, type Destination } from '@/lib/warehouse/destination';
import { DayGoneError, exportDay, readManifest } from '@/lib/warehouse/export-day';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';

const DAY = '2026-01-15';
const REQUESTS = 103;
let database: FreshDatabase;
let client: pg.Client;
let folder: string;

/** Costs of twelve places, some large, some unknown; rows at both ends of the day, and of the days beside it. */
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const day of ['2026-01-14', DAY, '2026-01-16'])
    await client.query('SELECT ensure_day_partitions($1)', [day]);
  await client.query(
    `INSERT INTO request (started_at, id, workspace_id, key_id, door, api, stream, requested_model, tags, status, outcome,
       attempt_count, latency_ms, input_tokens, cost_usd, cost_state, config_version, route)
     SELECT CASE n WHEN 1 THEN '${DAY}T00:00:00Z' WHEN 2 THEN '${DAY}T23:59:59.999Z'
         ELSE '${DAY}T12:00:00Z'::timestamptz + n * interval '1 s' END,
       'r' || n, 'main', 'k', 'fast', 'chat', n % 2 = 0, 'modèle "x"', '{"a": "b,c"}', 200, 'ok', 1, n, 9007199254740993,
       CASE WHEN n % 10 = 0 THEN NULL ELSE 123456.000000000001 * n END, 'priced', 1, '{}'
     FROM generate_series(1, ${REQUESTS}) n`,
  );
  await client.query(
    `INSERT INTO request (started_at, id, workspace_id, key_id, door, api, stream, requested_model, status, outcome,
       attempt_count, latency_ms, cost_usd, cost_state, config_version, route)
     SELECT at::timestamptz, 'other', 'main', 'k', 'fast', 'chat', false, 'm', 200, 'ok', 1, 1, 5, 'priced', 1, '{}'
     FROM unnest(ARRAY['2026-01-14T23:59:59.999Z', '2026-01-16T00:00:00Z']) at`,
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'export-'));
  return () => rmSync(folder, { recursive: true });
});

const destinationOf = () => openDestination(pathToFileURL(folder).href);
const doExport = (destination: Destination, rowsAPart = 20) =>
  exportDay({ databaseUrl: database.url, destination, day: DAY, rowsAPart });

/** Rows as they lie in the files, money as the integer of its twelve places: the reader would make a double of it. */
async function readBack(table: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const name of readdirSync(path.join(folder, table, `day=${DAY}`)).sort()) {
    const file = new Uint8Array(readFileSync(path.join(folder, table, `day=${DAY}`, name))).buffer;
    const metadata = parquetMetadata(file);
    const money = metadata.schema.find((element) => element.name === 'cost_usd');
    expect(money).toMatchObject({ converted_type: 'DECIMAL', precision: 20, scale: 12 });
    for (const element of metadata.schema)
      if (element === money) {
        delete element.converted_type;
        delete element.logical_type;
      }
    rows.push(...(await parquetReadObjects({ file, metadata, utf8: false })));
  }
  return rows;
}

function picoOf(bytes: unknown): bigint {
  if (!(bytes instanceof Uint8Array)) throw new Error(`no decimal: ${String(bytes)}`);
  return BigInt.asIntN(72, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}

describe('a day of the books as Parquet', () => {
  it('holds each row of that day once, and its money to the last digit', async () => {
    const manifest = await doExport(destinationOf());
    const rows = await readBack('request');
    expect(rows).toHaveLength(REQUESTS);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(REQUESTS);
    const known = rows.filter(({ cost_usd: cost }) => cost !== null && cost !== undefined);
    expect(known).toHaveLength(REQUESTS - 10);
    const sum = known.reduce((total, { cost_usd: cost }) => total + picoOf(cost), 0n);
    const books = await client.query<{ sum: string }>(
      `SELECT trim_scale(sum(cost_usd))::text AS sum FROM request WHERE started_at::date = '${DAY}'`,
    );
    expect(formatPico(sum)).toBe(books.rows[0]?.sum);
    expect(manifest?.request).toMatchObject({ rows: REQUESTS, costUsd: books.rows[0]?.sum });
    expect(manifest?.request.files).toHaveLength(6);
    expect(manifest?.attempt).toEqual({ rows: 0, costUsd: '0', files: [] });
    expect(rows.find(({ id }) => id === 'r2')).toMatchObject({
      started_at: new Date(`${DAY}T23:59:59.999Z`),
      requested_model: 'modèle "x"',
      tags: '{"a": "b,c"}',
      stream: true,
      team: null,
      input_tokens: 9007199254740993n,
    });
  });

  it('is written once: a second export leaves it as it is', async () => {
    await doExport(destinationOf());
    const kept = destinationOf();
    const puts: string[] = [];
    const again = await doExport({ ...kept, put: (key) => Promise.resolve(void puts.push(key)) });
    expect(puts).toEqual([]);
    expect(again?.request.rows).toBe(REQUESTS);
  });

  it('that was broken off is not there, and comes whole with the next try', async () => {
    const kept = destinationOf();
    let puts = 0;
    const breaking: Destination = {
      ...kept,
      put: (key, bytes) => ((puts += 1) > 3 ? Promise.reject(new Error('disk full')) : kept.put(key, bytes)),
    };
    await expect(doExport(breaking)).rejects.toThrow('disk full');
    expect(await readManifest(kept, DAY)).toBeUndefined();
    await doExport(kept);
    expect(await readBack('request')).toHaveLength(REQUESTS);
  });

  it('whose rows retention took before is no empty day; one without requests is', async () => {
    const destination = destinationOf();
    const before = (day: string) => exportDay({ databaseUrl: database.url, destination, day });
    await client.query(
      `INSERT INTO rollup_15m (workspace_id, bucket, provider, model, requested_model, key_id, team, task, rule_id, outcome, requests)
       VALUES ('main', '2026-01-10T23:45:00Z', 'p', 'm', 'm', 'k', '', '', '', 'success', 3)`,
    );
    await expect(before('2026-01-10')).rejects.toThrow(DayGoneError);
    expect(await readManifest(destination, '2026-01-10')).toBeUndefined();
    expect(await before('2026-01-11')).toMatchObject({ request: { rows: 0 } });
  });

  it('is exported by one process at a time', async () => {
    const destination = destinationOf();
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('tollgate.export'))`);
    expect(await doExport(destination)).toBeUndefined();
    await client.query('ROLLBACK');
    expect((await doExport(destination))?.request.rows).toBe(REQUESTS);
  });
});
