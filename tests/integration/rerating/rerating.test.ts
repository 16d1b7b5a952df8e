import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { totals } from '@/lib/analytics/totals';
import { listAudit } from '@/lib/audit/list';
import { verifyAudit } from '@/lib/audit/verify';
import { db } from '@/lib/db';
import { isRight, verifyBooks } from '@/lib/ledger/verify';
import { applyRerating } from '@/lib/rerating/apply';
import { listReratings } from '@/lib/rerating/list-runs';
import { previewRerating } from '@/lib/rerating/preview';
import { insertRun } from '@/lib/rerating/runs';
import { undoRerating } from '@/lib/rerating/undo';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import {
  CORRECTED,
  dearer,
  FROM,
  OLD_PRICES,
  openBudget,
  publish,
  spentOf,
  TO,
  traffic,
} from './rerating-books';

const ADMIN = { id: 'u', email: 'ann@example.com', role: 'owner' };
const SPAN = { from: FROM, to: TO };
const server = process.env['DATABASE_URL'];
let database: FreshDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic());
  await publish(pool, OLD_PRICES);
});
afterEach(async () => {
  await pool.end();
  await db().$disconnect();
  delete (globalThis as { tollgatePrisma?: unknown }).tollgatePrisma;
  process.env['DATABASE_URL'] = server;
  await database.drop();
});

const spend = async () => (await totals(ADMIN, { workspaceId: 'main' })).costUsd;
const uncosted = async () => (await totals(ADMIN, { workspaceId: 'main' })).uncosted;
async function right(): Promise<boolean> {
  const client = await pool.connect();
  try {
    return isRight(await verifyBooks(client));
  } finally {
    client.release();
  }
}
async function rows(): Promise<string> {
  const { rows: found } = await pool.query('SELECT * FROM attempt ORDER BY request_id');
  return JSON.stringify(found);
}
async function previewed() {
  const { runId, version, attempts, deltaUsd } = await previewRerating(ADMIN, SPAN);
  return {
    ...SPAN,
    runId,
    expectedVersion: version,
    expectedAttempts: attempts,
    expectedDeltaUsd: deltaUsd,
  };
}

describe('a preview', () => {
  it('finds nothing under the prices that were billed by', async () => {
    expect(await previewRerating(ADMIN, SPAN)).toMatchObject({
      examined: 6,
      unchanged: 4,
      stillUnpriced: 2,
      attempts: 0,
      deltaUsd: '0',
      rows: [],
    });
  });

  it('says by day, model and key what a corrected book changes, and from which price to which', async () => {
    await publish(pool, CORRECTED);
    const preview = await previewRerating(ADMIN, SPAN);
    expect(preview).toMatchObject({ version: 2, examined: 6, attempts: 6, stillUnpriced: 0 });
    // 4 × (0.00002 - 0.000014) + 2 × (100 × 1 + 20 × 2) / 1 M
    expect(preview).toMatchObject({ fromUsd: '0.000056', toUsd: '0.00036', deltaUsd: '0.000304' });
    expect(preview.byDay).toEqual([
      { day: '2026-11-03', attempts: 3, fromUsd: '0.000028', toUsd: '0.00018', deltaUsd: '0.000152' },
      { day: '2026-11-04', attempts: 3, fromUsd: '0.000028', toUsd: '0.00018', deltaUsd: '0.000152' },
    ]);
    expect(preview.byModel.map(({ model, deltaUsd }) => [model, deltaUsd])).toEqual([
      ['new', '0.00028'],
      ['small', '0.000024'],
    ]);
    expect(preview.byKey.map(({ keyId, attempts }) => [keyId, attempts])).toEqual([
      ['key-2', 4],
      ['key-1', 2],
    ]);
    expect(preview.rows.find(({ requestId }) => requestId === 'req_0_a')).toMatchObject({
      fromUsd: '0.000014',
      toUsd: '0.00002',
      deltaUsd: '0.000006',
      fromPriceIds: ['p1'],
      toPriceIds: ['in.text 0.10', 'out.text 0.5'],
    });
    expect(preview.rows.find(({ requestId }) => requestId === 'req_0_c')).toMatchObject({ fromUsd: null });
  });

  it('takes a draft of prices that nobody published, and changes nothing', async () => {
    const before = await rows();
    const preview = await previewRerating(ADMIN, { ...SPAN, prices: CORRECTED.slice(2), model: 'new' });
    expect(preview).toMatchObject({ version: 1, attempts: 2, deltaUsd: '0.00028' });
    expect([await rows(), await spend()]).toEqual([before, '0.000084']);
  });

  it('is for admins, of a span that is one, in a workspace that there is', async () => {
    await expect(previewRerating({ ...ADMIN, role: 'member' }, SPAN)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(previewRerating(ADMIN, { ...SPAN, workspace: 'moon' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(previewRerating(ADMIN, { from: TO, to: FROM })).rejects.toThrow('must lie after');
    await expect(previewRerating(ADMIN, { from: '2025-01-01T00:00:00Z', to: TO })).rejects.toThrow(
      'at most 93 days',
    );
  });
});

describe('a re-rating', () => {
  it('changes totals, rollups and budgets as previewed, and no row that was billed', async () => {
    const workspace = await openBudget(pool, 'workspace', 'main');
    const user = await openBudget(pool, 'user', 'ann');
    await publish(pool, CORRECTED);
    const before = await rows();
    const run = await applyRerating(ADMIN, await previewed());
    expect(run).toMatchObject({ kind: 'rerate', attempts: 6, deltaUsd: '0.000304', author: ADMIN.email });
    expect(await rows()).toBe(before);
    expect(await spend()).toBe('0.000388');
    expect(await uncosted()).toBe(1);
    expect([await spentOf(pool, workspace), await spentOf(pool, user)]).toEqual(['0.000388', '0.000388']);
    // Opened later, a budget adds up the same.
    expect(await spentOf(pool, await openBudget(pool, 'user', 'ann'))).toBe('0.000388');
    expect(await right()).toBe(true);
    expect(await previewRerating(ADMIN, SPAN)).toMatchObject({ attempts: 0, unchanged: 6 });
  });

  it('keeps the old and the new price ids and the new lines of each attempt', async () => {
    await publish(pool, CORRECTED);
    await applyRerating(ADMIN, await previewed());
    const { rows: kept } = await pool.query(
      "SELECT from_price_ids, to_price_ids, line_items FROM price_adjustment WHERE request_id = 'req_0_a'",
    );
    expect(kept).toMatchObject([
      {
        from_price_ids: ['p1'],
        to_price_ids: ['in.text 0.10', 'out.text 0.5'],
        line_items: [{ quantity: 100 }, {}],
      },
    ]);
  });

  it('is one run however often and from however many places it is asked for', async () => {
    await publish(pool, CORRECTED);
    const request = await previewed();
    const runs = await Promise.all([1, 2, 3].map(() => applyRerating(ADMIN, request)));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(await spend()).toBe('0.000388');
    const another = { ...request, runId: crypto.randomUUID() };
    await expect(applyRerating(ADMIN, another)).rejects.toMatchObject({ code: 'conflict' });
    await expect(applyRerating(ADMIN, { ...request, model: 'small' })).rejects.toMatchObject({
      ...{ code: 'conflict', param: 'runId' },
    });
    expect(await listReratings(ADMIN, 'main')).toHaveLength(1);
  });

  it('is refused whole when prices or books are not those of the preview any more', async () => {
    await publish(pool, CORRECTED);
    const request = await previewed();
    await expect(applyRerating(ADMIN, { ...request, expectedDeltaUsd: '0.0003' })).rejects.toThrow(
      'Look again',
    );
    await expect(applyRerating(ADMIN, { ...request, expectedDeltaUsd: 'much' })).rejects.toMatchObject({
      ...{ name: 'ZodError', issues: [{ path: ['expectedDeltaUsd'] }] },
    });
    await publish(pool, OLD_PRICES);
    await expect(applyRerating(ADMIN, request)).rejects.toMatchObject({ code: 'conflict' });
    expect([await spend(), await listReratings(ADMIN, 'main')]).toEqual(['0.000084', []]);
  });

  it('leaves nothing behind when it is killed half-way, and works afterwards', async () => {
    await publish(pool, CORRECTED);
    const request = await previewed();
    const holder = await pool.connect();
    await holder.query('BEGIN; LOCK TABLE rollup_15m IN EXCLUSIVE MODE');
    const killed = applyRerating(ADMIN, request).catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const { rowCount } = await pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
             AND application_name = 'tollgate re-rating' AND wait_event_type = 'Lock'`,
        );
        return rowCount;
      })
      .toBe(1);
    expect(await killed).toBeInstanceOf(Error);
    await holder.query('ROLLBACK');
    holder.release();
    expect((await pool.query('SELECT 1 FROM price_adjustment')).rowCount).toBe(0);
    expect([await spend(), await right()]).toEqual(['0.000084', true]);
    await applyRerating(ADMIN, request);
    expect([await spend(), await right()]).toEqual(['0.000388', true]);
  });
});

describe('undoing it', () => {
  it('gives back each figure and keeps both on the books', async () => {
    const budget = await openBudget(pool, 'key', 'key-2');
    await publish(pool, CORRECTED);
    const before = [await spend(), await uncosted(), await spentOf(pool, budget)];
    const run = await applyRerating(ADMIN, await previewed());
    const undo = await undoRerating(ADMIN, run.id);
    expect(undo).toMatchObject({ kind: 'undo', reversesId: run.id, attempts: 6, deltaUsd: '-0.000304' });
    expect([await spend(), await uncosted(), await spentOf(pool, budget)]).toEqual(before);
    expect(await right()).toBe(true);
    expect(await undoRerating(ADMIN, run.id)).toEqual(undo);
    await applyRerating(ADMIN, { ...(await previewed()), runId: run.id });
    // Each is in the audit log once, however often it was asked for.
    expect(await listAudit(ADMIN, {})).toMatchObject([
      { action: 'rerating.undo', subject: { id: undo.id }, after: { reversesId: run.id } },
      { action: 'rerating.apply', actor: { id: 'u' }, after: { attempts: 6, deltaUsd: '0.000304' } },
    ]);
    expect((await verifyAudit()).problem).toBeUndefined();
    expect((await listReratings(ADMIN, 'main')).find(({ id }) => id === run.id)?.undoneBy).toBe(undo.id);
    expect(await previewRerating(ADMIN, SPAN)).toMatchObject({ attempts: 6, deltaUsd: '0.000304' });
  });

  it('goes from the newest to the oldest, and an undo is not undone', async () => {
    await publish(pool, CORRECTED);
    const first = await applyRerating(ADMIN, await previewed());
    await publish(pool, [...CORRECTED, dearer('0.7')]);
    const second = await applyRerating(ADMIN, await previewed());
    await expect(undoRerating(ADMIN, first.id)).rejects.toThrow(second.id);
    const undo = await undoRerating(ADMIN, second.id);
    await expect(undoRerating(ADMIN, undo.id)).rejects.toMatchObject({ code: 'conflict' });
    await undoRerating(ADMIN, first.id);
    expect([await spend(), await right()]).toEqual(['0.000084', true]);
  });

  it('knows the later of two by when each had its turn, not by when it was asked for', async () => {
    await publish(pool, CORRECTED);
    const waiting = await pool.connect();
    try {
      await waiting.query('BEGIN');
      const first = await applyRerating(ADMIN, await previewed());
      await publish(pool, [...CORRECTED, dearer('0.7')]);
      await insertRun(waiting, { ...first, id: 'later', from: FROM, to: TO });
      await waiting.query('COMMIT');
      await expect(undoRerating(ADMIN, first.id)).rejects.toThrow('later');
    } finally {
      waiting.release();
    }
  });

  it('is refused whole when retention has dropped some of what it changed', async () => {
    await publish(pool, CORRECTED);
    const run = await applyRerating(ADMIN, await previewed());
    const spent = await spend();
    for (const table of ['request', 'attempt'])
      await pool.query('SELECT drop_day_partitions($1, $2)', [table, '2026-11-04']);
    await expect(undoRerating(ADMIN, run.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await spend()).toBe(spent);
    expect(await listReratings(ADMIN, 'main')).toMatchObject([{ id: run.id, undoneBy: null }]);
  });
});

describe('whoever sees some teams only', () => {
  it('sees no sums of the whole workspace among its re-ratings', async () => {
    const limited = { ...ADMIN, role: 'engineer', reach: [{ workspaceId: 'main', teams: ['search'] }] };
    await expect(listReratings(limited, 'main')).rejects.toMatchObject({ code: 'not_found' });
    const whole = { ...limited, reach: [{ workspaceId: 'main' }] };
    expect(await listReratings(whole, 'main')).toEqual([]);
  });
});
