import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { rebuildRollups } from '@/lib/ledger/rollup/rebuild';
import { isRight, verifyBooks } from '@/lib/ledger/verify';
import { seedWorkspace } from '@/scripts/seed/seed-workspace';
import { removeSeeded } from '@/scripts/seed/write';
import { recordSeededHealth } from './record-seeded-health';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
beforeAll(async () => void (database = await freshDatabase()));
afterAll(() => database.drop());

const options = {
  workspaceId: 'seed',
  requests: 6_000,
  days: 3,
  until: new Date('2026-11-10T12:00:00Z'),
  seed: 7,
  amongReal: false,
};
const quiet = () => undefined;
const digest = async (client: pg.ClientBase) =>
  (
    await client.query(
      `SELECT md5(string_agg(x, '' ORDER BY x)) AS md5, count(*)::int AS n FROM (
         SELECT r::text AS x FROM request r UNION ALL SELECT a::text FROM attempt a
         UNION ALL SELECT q::text FROM rollup_15m q UNION ALL SELECT d::text FROM rollup_day d
         UNION ALL SELECT w::text FROM target_window w
         UNION ALL SELECT (to_jsonb(e) - 'id')::text FROM health_event e) AS rows`,
    )
  ).rows;

test('a seeded history is right, the same each time, and can be taken away', async () => {
  await withClient(database.url, async (client) => {
    await seedWorkspace(client, options, quiet);
    const verdict = await verifyBooks(client);
    expect(verdict).toMatchObject({ requests: 6_000, deadLetters: 0 });
    expect([verdict.dayDifferences, verdict.requestDifferences, isRight(verdict)]).toEqual([[], [], true]);
    const { rows } = await client.query(
      `SELECT count(*)::int AS wrong FROM attempt a
       WHERE cost_usd <> (SELECT coalesce(sum((l ->> 'amountUsd')::numeric), 0) FROM jsonb_array_elements(line_items) l)`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
    const first = await digest(client);
    await seedWorkspace(client, options, quiet);
    expect(await digest(client)).toEqual(first);
    await rebuildRollups(client);
    expect(await digest(client)).toEqual(first);
    expect(await removeSeeded(client, 'seed')).toBe(6_000);
    expect(await digest(client)).toEqual([{ md5: null, n: 0 }]);
    await seedWorkspace(client, options, quiet);
    expect(await digest(client)).toEqual(first);
  });
});

/** Single minutes are not seeded; which process saw an event is the seed's own mark. */
const health = async (client: pg.ClientBase) => {
  const windows = await client.query(
    `SELECT to_jsonb(w) AS row FROM target_window w WHERE span_s > 60 ORDER BY span_s, bucket, provider, model`,
  );
  const events = await client.query(
    `SELECT to_jsonb(e) - 'id' - 'process' AS row FROM health_event e ORDER BY minute, kind, target, reason, to_state`,
  );
  return { windows: windows.rows, events: events.rows };
};

test('Health is told of a seeded history what ingestion tells it of a real one', async () => {
  await withClient(database.url, async (client) => {
    const seeded = await health(client);
    expect(seeded.windows.length).toBeGreaterThan(500);
    expect(seeded.events.length).toBeGreaterThan(20);
    await client.query('DELETE FROM target_window');
    await client.query('DELETE FROM health_event');
    await recordSeededHealth(client, 'seed');
    expect(await health(client)).toEqual(seeded);
  });
});

test('a workspace with real requests is refused', async () => {
  await withClient(database.url, async (client) => {
    await client.query(`UPDATE request SET door = 'fast' WHERE id = (SELECT min(id) FROM request)`);
    await expect(seedWorkspace(client, options, quiet)).rejects.toThrow('has real requests');
  });
});
