import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { useEngine } from '@/lib/books/use-engine';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';

let database: FreshDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const INSERT = `INSERT INTO request (started_at, id, workspace_id, key_id, door, api, stream, requested_model, status,
    outcome, attempt_count, latency_ms, cost_state, config_version, route)
  VALUES ($1, 'r', 'main', 'k', 'fast', 'chat', false, 'm', 200, 'ok', 1, 1, 'unknown', 1, '{}')`;
const partitionsOf = async (table: string) =>
  (
    await client.query<{ name: string; isDefault: boolean }>(
      `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS "isDefault"
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass ORDER BY 1`,
      [table],
    )
  ).rows;

describe('partitions of a day', () => {
  it('are made while a long query reads and another writes', async () => {
    await client.query(`SELECT ensure_day_partitions('2026-01-01')`);
    await client.query('BEGIN');
    await client.query('SELECT count(*) FROM request');
    await client.query(INSERT, ['2026-01-01T12:00:00Z']);
    await withClient(database.url, async (other) => {
      await other.query(`SET lock_timeout = '2s'`);
      await other.query(`SELECT ensure_day_partitions('2026-01-02')`);
      await other.query(`SELECT ensure_day_partitions('2026-01-02')`);
    });
    await client.query('COMMIT');
    for (const table of ['request', 'attempt', 'body'])
      expect(await partitionsOf(table)).toEqual([
        { name: `${table}_20260101`, isDefault: false },
        { name: `${table}_20260102`, isDefault: false },
      ]);
  });

  it('have the keys and indexes of their table, and go by their day', async () => {
    await client.query(`SELECT ensure_day_partitions('2026-01-01'), ensure_day_partitions('2026-01-02')`);
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_index WHERE indrelid = 'request_20260101'::regclass AND indisvalid`,
    );
    const parent = await client.query(
      `SELECT count(*)::int AS n FROM pg_index WHERE indrelid = 'request'::regclass`,
    );
    expect(rows).toEqual(parent.rows);
    await client.query(INSERT, ['2026-01-01T12:00:00Z']);
    await expect(client.query(INSERT, ['2026-01-01T12:00:00Z'])).rejects.toThrow(/duplicate key/);
    const dropped = await client.query(`SELECT drop_day_partitions('request', '2026-01-02') AS names`);
    expect(dropped.rows).toEqual([{ names: ['request_20260101'] }]);
  });

  it('swallow no row silently: one of a day without partition is refused', async () => {
    await client.query(`SELECT ensure_day_partitions('2026-01-01')`);
    await expect(client.query(INSERT, ['2026-01-02T00:00:00Z'])).rejects.toThrow(/no partition/);
    for (const table of ['request', 'attempt', 'body'])
      expect((await partitionsOf(table)).some(({ isDefault }) => isDefault)).toBe(false);
  });

  it('are left alone where an extension keeps the table', async () => {
    await client.query('CREATE TABLE request_new (LIKE request INCLUDING ALL)');
    await client.query('DROP TABLE request');
    await client.query('ALTER TABLE request_new RENAME TO request');
    await client.query(`SELECT ensure_day_partitions('2026-01-01')`);
    await client.query(INSERT, ['2026-01-01T12:00:00Z']);
    expect((await client.query(`SELECT drop_day_partitions('request', '2026-02-01') AS names`)).rows).toEqual(
      [{ names: [] }],
    );
    await expect(useEngine(database.url, 'plain')).rejects.toThrow(
      'These books are kept by an extension: set TOLLGATE_BOOKS=timescale.',
    );
  });
});

describe('TOLLGATE_BOOKS', () => {
  it.each(['citus', 'timescale'] as const)(
    '%s is refused in plain words where it is not installed',
    async (engine) => {
      await expect(useEngine(database.url, engine)).rejects.toThrow(
        /^TOLLGATE_BOOKS=\w+ needs the extension \w+, which this PostgreSQL does not have\. Install it there, or set TOLLGATE_BOOKS=plain\.$/,
      );
      expect(
        (await client.query(`SELECT relkind FROM pg_class WHERE oid = 'request'::regclass`)).rows,
      ).toEqual([{ relkind: 'p' }]);
    },
  );

  it('plain takes partitioned books as they are', () =>
    expect(useEngine(database.url, 'plain')).resolves.toBeUndefined());
});
