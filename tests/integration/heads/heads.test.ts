import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openBodySpool } from '@/lib/bodies/spool';
import { storeSpooled } from '@/lib/bodies/store-spooled';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { db } from '@/lib/db';
import { learnLabels } from '@/lib/feedback/learn-labels';
import { openFeedback, type FeedbackDesk } from '@/lib/feedback/open-feedback';
import { trainHeads } from '@/lib/heads/train-heads';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { eraseData } from '@/lib/privacy/erase-data';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { OWNER } from '@/tests/support/viewers';
import { ingestOnce } from '../ledger/ingest-once';
import { ask, ROUTING_KEY, routingConfig } from '../../unit/gateway/routing/routing-config';
import { chatAnswer, startUpstream, type UpstreamStub } from '../../unit/gateway/upstream-stub';

const PROMPTS = 320;
/** All of one task: its table can't tell proofs from rivers. */
const HEADERS = { 'x-tollgate-task': 'chat' };
const isProof = (at: number) => at % 2 === 0;
const proof = (of: number | string) =>
  `Prove this theorem of algebra with every step written out, case ${of}`;
const river = (of: number | string) =>
  `Name the longest river of the country and the sea it ends in, case ${of}`;
const said = (at: number) => (isProof(at) ? proof(at) : river(at));
const asking = (model: string, content: string, more: object = {}) => ({
  body: { model, messages: [{ role: 'user', content }], ...more },
  headers: HEADERS,
});

let database: FreshDatabase;
let pool: pg.Pool;
let upstream: UpstreamStub;
let desk: FeedbackDesk;
let gateway: GatewayFixture;
let folder: string;
let spool: ReturnType<typeof openBodySpool>;
let ledger: ReturnType<typeof openLedgerWriter>;

const routeSchema = z.object({
  learned: z.object({
    head: z.number(),
    candidates: z.array(z.object({ model: z.string(), byText: z.number() })),
  }),
  candidates: z.array(z.object({ model: z.string(), quality_by_text: z.number().nullable() })),
});

/** A gateway that has read what is in force. */
async function restart(): Promise<void> {
  await (gateway as GatewayFixture | undefined)?.close();
  const snapshot = { ...(await loadSnapshot(pool)), keys: new Map([[TEST_KEY, ROUTING_KEY]]) };
  gateway = await startGateway(snapshot, { bodies: spool, ledger, feedback: desk });
}

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  folder = mkdtempSync(path.join(tmpdir(), 'tollgate-heads-'));
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  desk = openFeedback(database.url, Date.now, () => undefined);
  spool = openBodySpool(path.join(folder, 'bodies'), () => undefined);
  ledger = openLedgerWriter({ directory: path.join(folder, 'ledger') });
  const document = configDocumentSchema.parse({
    ...routingConfig(upstream.url, [
      {
        id: 'thrifty',
        name: 'thrifty',
        when: { models: ['auto'] },
        use: { kind: 'learned', dial: 3, among: ['cheap', 'strong'] },
      },
    ]),
    bodies: [{ id: 'main', policy: 'redacted' }],
  });
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [document]);
  await restart();
});
afterAll(async () => {
  ledger.close();
  await Promise.all([gateway.close(), upstream.close(), spool.close(), desk.close(), pool.end()]);
  await db().$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** People find the cheap model's rivers and all of the strong one's answers good. */
async function judge(at: number): Promise<void> {
  const model = at % 4 < 2 ? 'cheap' : 'strong';
  const answer = await ask(gateway, asking(model, said(at)));
  const id = answer.headers.get('x-request-id') ?? '';
  await answer.arrayBuffer();
  const score = model === 'cheap' && isProof(at) ? 0 : 1;
  const word = await ask(gateway, {
    path: '/v1/feedback',
    body: { request_id: id, score, model: undefined, messages: undefined },
  });
  expect(word.status).toBeLessThan(300);
}

async function learn(): Promise<void> {
  await spool.close();
  await ingestOnce({ databaseUrl: database.url, directory: path.join(folder, 'ledger') });
  await storeSpooled(pool, path.join(folder, 'bodies'), (error) => {
    throw error;
  });
  await learnLabels(pool);
}

const served = async (prompt: string) =>
  (await ask(gateway, asking('auto', prompt))).headers.get('x-tollgate-model');
const RIVER = river('Egypt');
const PROOF = proof('Cauchy');

it('feedback on kept prompts becomes a head that decides, and says so', async () => {
  for (let at = 0; at < PROMPTS; at += 1) await judge(at);
  await learn();
  await restart();
  expect([await served(RIVER), await served(PROOF)]).toEqual(['strong', 'strong']);

  const [trained] = await trainHeads(pool);
  expect(trained).toMatchObject({ workspaceId: 'main', prompts: PROMPTS, taken: true });
  expect(await trainHeads(pool)).toEqual([]);
  await restart();
  expect([await served(RIVER), await served(PROOF)]).toEqual(['cheap', 'strong']);

  const route = await ask(gateway, { ...asking('auto', RIVER), path: '/v1/route' });
  const { learned, candidates } = routeSchema.parse(await route.json());
  expect(learned.head).toBe(1);
  expect(learned.candidates.map(({ model }) => model)).toEqual(['cheap', 'strong']);
  expect(learned.candidates[0]?.byText).toBeGreaterThan(0.05);
  expect(candidates[0]).toEqual({ model: 'cheap', quality_by_text: learned.candidates[0]?.byText });
});

it('what is stored of a head is weights: no prompt can be read from it', async () => {
  const { rows } = await pool.query<{ model: string }>('SELECT model::text FROM routing_head');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.model).not.toMatch(/theorem|river|algebra/i);
});

it('a head that was found no better since is not asked', async () => {
  await pool.query(
    "INSERT INTO routing_head (workspace_id, labels, newest_label_at, taken, verdict) VALUES ('main', 9, now(), false, '{}')",
  );
  expect((await loadSnapshot(pool)).heads.size).toBe(0);
});

it('what was learned goes when somebody has prompts erased', async () => {
  await eraseData(OWNER, { workspace: 'main', key: TEST_KEY });
  expect(await db().routingHead.count()).toBe(0);
  expect(await trainHeads(pool)).toEqual([]);
});
