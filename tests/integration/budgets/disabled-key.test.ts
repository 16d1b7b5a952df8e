import pg from 'pg';
import { expect, test } from 'vitest';
import { loadBudgets } from '@/lib/budgets/load-budgets';
import { freshDatabase } from '@/tests/support/fresh-database';

const BUDGETS = [
  {
    id: 'b',
    name: 'Of a key',
    scope: { kind: 'key', value: 'k' },
    period: 'daily',
    limitUsd: '1',
    mode: 'hard',
    alertPercents: [],
  },
];

test('the budget of a key that was disabled is still counted in the key’s own workspace', async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
  try {
    await pool.query("INSERT INTO workspace (id, name) VALUES ('shop', 'Shop')");
    await pool.query(
      "INSERT INTO virtual_key (id, name, digest, prefix, workspace_id, enabled) VALUES ('k', 'K', 'd', 'tg-k', 'shop', false)",
    );
    await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [
      JSON.stringify({ budgets: BUDGETS }),
    ]);
    expect(await loadBudgets(pool)).toMatchObject([{ id: 'b', workspaceId: 'shop' }]);
  } finally {
    await pool.end();
    await database.drop();
  }
});
