import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportConfig } from '@/lib/config/export-config';
import { db } from '@/lib/db';
import { createDraft } from '@/lib/drafts/create-draft';
import type { DraftContent } from '@/lib/drafts/schemas';
import { cancelDryRun } from '@/lib/dryrun/cancel-dry-run';
import { listMoved } from '@/lib/dryrun/list-moved';
import { openDryRun } from '@/lib/dryrun/open-dry-run';
import { startDryRun } from '@/lib/dryrun/start-dry-run';
import { workDryRun } from '@/lib/dryrun/work-dry-run';
import { addUsd, parseUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { caught } from '../../unit/config/caught';
import { publishStarterConfig } from '../ledger/starter-config';
import { DEMO_WORKSPACE, fillPast, FROM, TO } from './past-traffic';

const REQUESTS = 300;
let database: FreshDatabase;
let pool: pg.Pool;
let replay: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await publishStarterConfig(database.url);
  await fillPast(pool, database.url, REQUESTS);
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  delete (globalThis as { tollgatePrisma?: unknown }).tollgatePrisma;
  await database.drop();
});
beforeEach(async () => {
  replay = new pg.Client({ connectionString: database.url });
  await replay.connect();
});
afterEach(async () => {
  await replay.end();
  await pool.query('TRUNCATE config_draft CASCADE');
});

async function rules(change: (rule: { id: string; targets?: string[] | undefined }) => object) {
  const { file } = await exportConfig();
  return file.rules.map((rule) => ({ ...rule, ...change(rule) }));
}

async function asked(content: DraftContent, viewer: Viewer = OWNER) {
  const { id } = await createDraft(OWNER, { name: 'Try', content });
  return startDryRun(viewer, { workspace: DEMO_WORKSPACE, draftId: id, from: FROM, to: TO });
}

const errors: unknown[] = [];
function work(signal = new AbortController().signal) {
  const how = { replay, control: pool, signal, nowMs: () => performance.now() };
  return workDryRun(how, (error) => errors.push(error));
}

async function resultOf(content: DraftContent, viewer: Viewer = OWNER) {
  const { id } = await asked(content, viewer);
  expect(await work()).toBe(true);
  const run = await openDryRun(viewer, id);
  expect(run).toMatchObject({ state: 'done', problem: '' });
  if (run.result === null) throw new Error('no result');
  return { id, run, result: run.result };
}

async function onTheBooks(where = 'true'): Promise<{ requests: number; cost: string }> {
  const { rows } = await pool.query<{ requests: number; cost: string }>(
    `SELECT count(*)::int AS requests, coalesce(trim_scale(sum(cost_usd)), 0)::text AS cost FROM request
     WHERE model <> '' AND ${where}`,
  );
  return rows[0] ?? { requests: 0, cost: '0' };
}

const toMini = () => rules(({ id }) => (id === 'auto-simple' ? { targets: ['gpt-4.1-mini'] } : {}));

describe('a dry run', () => {
  it('of what is in force already moves nothing, and costs what is on the books', async () => {
    const { result, run } = await resultOf({});
    const books = await onTheBooks();
    expect(result).toMatchObject({ requests: books.requests, moved: 0, costUnknown: 0, moves: [] });
    expect(result.onTheBooksUsd).toBe(books.cost);
    expect(result.costBeforeUsd).toBe(result.costAfterUsd);
    expect(result.requests + result.notServed + result.cached).toBe(REQUESTS);
    expect(run).toMatchObject({ processed: REQUESTS, total: REQUESTS });
  });

  it('leaves out what no rule sent anywhere: shadow questions and direct benchmark calls', async () => {
    const before = (await resultOf({ rules: await toMini() })).result;
    const unrouted = (id: string, set: string) =>
      pool.query(`UPDATE request SET ${set} WHERE id = $1 AND cache NOT LIKE 'hit%' AND model <> ''`, [id]);
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM request WHERE task = 'simple_faq' AND requested_model = 'auto' AND model <> '' AND cache NOT LIKE 'hit%' ORDER BY id LIMIT 3`,
    );
    const [shadow, direct, routed] = rows.map(({ id }) => id);
    await unrouted(shadow ?? '', `key_id = 'shadow', task = 'shadow'`);
    await unrouted(direct ?? '', `task = 'benchmark', tags = '{"way": "direct"}'`);
    await unrouted(routed ?? '', `tags = '{"way": "gateway"}'`);
    const { result } = await resultOf({ rules: await toMini() });
    expect(result).toMatchObject({ unrouted: 2, requests: before.requests - 2, moved: before.moved - 2 });
    await pool.query('TRUNCATE request, attempt CASCADE');
    await fillPast(pool, database.url, REQUESTS);
  });

  it('of a rule moves the requests that it takes, each of which can be looked at', async () => {
    const { id, result } = await resultOf({ rules: await toMini() });
    const simple = await onTheBooks(`task = 'simple_faq' AND requested_model = 'auto'`);
    expect(result.moved).toBe(simple.requests);
    const [move] = result.moves;
    expect(move).toMatchObject({
      from: 'sim-openai/deepseek-v3.2',
      to: 'sim-openai/gpt-4.1-mini',
      requests: simple.requests,
    });
    const page = await listMoved(OWNER, id, { from: move?.from ?? '', to: move?.to ?? '' });
    expect(page?.rows.length).toBe(Math.min(50, simple.requests));
    expect(
      page?.rows.every(({ task, requestedModel }) => task === 'simple_faq' && requestedModel === 'auto'),
    ).toBe(true);
    expect(result.byTask.filter(({ moved }) => moved > 0)).toMatchObject([{ name: 'simple_faq' }]);
    const byKey = result.byKey.reduce((sum, { costAfterUsd }) => addUsd(sum, costAfterUsd), '0');
    expect(byKey).toBe(result.costAfterUsd);
  });

  it('of prices costs what they say, although they begin only after the period', async () => {
    const { file } = await exportConfig();
    const later = '2099-01-01T00:00:00Z';
    const prices = file.prices.flatMap((row) => [
      { ...row, effectiveTo: later },
      { ...row, id: `${row.id} twice`, effectiveFrom: later, multiplier: { numerator: 2, denominator: 1 } },
    ]);
    const { result } = await resultOf({ prices });
    expect(result.moved).toBe(0);
    expect(parseUsd(result.costAfterUsd)).toBe(2n * parseUsd(result.costBeforeUsd));
    expect(result.assumptions.join(' ')).toMatch(/days later/);
  });

  it('shows who sees one team only the requests of that team', async () => {
    const reach = [{ workspaceId: DEMO_WORKSPACE, teams: ['support'] }];
    const engineer = { id: 'e', email: 'e@example.com', role: 'engineer', reach };
    const { id, result } = await resultOf({}, engineer);
    expect(result.requests).toBe((await onTheBooks(`team = 'support'`)).requests);
    expect((await openDryRun(OWNER, id)).id).toBe(id);
    const { id: whole } = await resultOf({});
    expect(await caught(openDryRun(engineer, whole))).toMatchObject({ code: 'not_found' });
  });

  it('is refused to who may write no drafts', async () => {
    const viewer = { id: 'v', email: 'v@example.com', role: 'viewer' };
    expect(await caught(asked({}, viewer))).toMatchObject({ code: 'forbidden' });
  });

  it('of a draft that is wrong is not begun, and says what is wrong', async () => {
    const wrong = rules(({ id }) => (id === 'auto-simple' ? { targets: ['nothing'] } : {}));
    expect(await caught(asked({ rules: await wrong }))).toMatchObject({
      problems: [{ path: 'rules[3].targets[0]' }],
    });
  });
});

describe('a dry run in the background', () => {
  const state = async (id: string) => (await openDryRun(OWNER, id)).state;

  it('waits to be done, once, by one worker', async () => {
    const { id } = await asked({});
    expect(await state(id)).toBe('waiting');
    expect([await work(), await work()]).toEqual([true, false]);
    expect(await state(id)).toBe('done');
  });

  it('is cancelled while it waits, and while it runs', async () => {
    const { id: waiting } = await asked({});
    expect((await cancelDryRun(OWNER, waiting)).state).toBe('cancelled');
    expect(await work()).toBe(false);
    const { id: running } = await asked({});
    await pool.query(`UPDATE dry_run SET cancel_asked = true WHERE id = $1`, [running]);
    await work();
    expect(await openDryRun(OWNER, running)).toMatchObject({ state: 'cancelled', result: null });
  });

  it('is begun again when its worker died, and left to a worker that lives', async () => {
    const { id } = await asked({});
    const held = (seconds: number) =>
      pool.query(
        `UPDATE dry_run SET state = 'running', tries = 1, heartbeat_at = now() - $2 * interval '1 second' WHERE id = $1`,
        [id, seconds],
      );
    await held(5);
    expect(await work()).toBe(false);
    await held(60);
    expect(await work()).toBe(true);
    expect(await state(id)).toBe('done');
  });

  it('is lost, and says so, when each worker that began it died', async () => {
    const { id } = await asked({});
    await pool.query(
      `UPDATE dry_run SET state = 'running', tries = 3, heartbeat_at = now() - interval '1 minute' WHERE id = $1`,
      [id],
    );
    expect(await work()).toBe(false);
    expect(await openDryRun(OWNER, id)).toMatchObject({ state: 'lost' });
    expect((await openDryRun(OWNER, id)).problem).toMatch(/ended 3 times/);
  });

  it('is given back by a worker that is told to stop', async () => {
    const { id } = await asked({});
    const stopping = new AbortController();
    stopping.abort();
    await caught(work(stopping.signal));
    expect(await state(id)).toBe('waiting');
    expect(await work()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('is not taken from a later worker by one that was silent for long and is told to stop', async () => {
    const { id } = await asked({});
    const stopping = new AbortController();
    stopping.abort();
    const ask = pool.query.bind(pool) as (text: string, values?: unknown[]) => Promise<unknown>;
    const asking = vi.spyOn(pool, 'query').mockImplementation((async (text: string, values?: unknown[]) => {
      const answer = await ask(text, values);
      if (text.includes('SKIP LOCKED')) await ask('UPDATE dry_run SET tries = tries + 1 WHERE id = $1', [id]);
      return answer;
    }) as never);
    await caught(work(stopping.signal));
    asking.mockRestore();
    expect(await state(id)).toBe('running');
  });
});
