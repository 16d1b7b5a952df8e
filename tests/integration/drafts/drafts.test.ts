import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { db } from '@/lib/db';
import { createDraft } from '@/lib/drafts/create-draft';
import { discardDraft } from '@/lib/drafts/discard-draft';
import { listDrafts } from '@/lib/drafts/list-drafts';
import { lookAtDraft } from '@/lib/drafts/look-at-draft';
import { openDraft } from '@/lib/drafts/open-draft';
import { publishDraft } from '@/lib/drafts/publish-draft';
import { publishDueDrafts } from '@/lib/drafts/publish-due';
import { saveDraft } from '@/lib/drafts/save-draft';
import { scheduleDraft, unscheduleDraft } from '@/lib/drafts/schedule-draft';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { caught } from '../../unit/config/caught';
import { sampleConfig } from '../../unit/config/sample-config';

let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  delete (globalThis as { tollgatePrisma?: unknown }).tollgatePrisma;
  await database.drop();
});
beforeEach(async () => {
  await pool.query(
    'TRUNCATE config_version, config_draft, credential, virtual_key, workspace, "user" RESTART IDENTITY CASCADE',
  );
  await createDefaultWorkspaces({ demo: false });
  await applyConfig({ file: sampleConfig(), author: 'test' });
  await pool.query(`INSERT INTO "user" (id, email, role) VALUES ('owner', 'owner@example.com', 'owner')`);
});

const renamed = async (name: string) => {
  const { file } = await exportConfig();
  return { rules: file.rules.map((rule) => ({ ...rule, name })) };
};
const begun = async (name = 'draft') => createDraft(OWNER, { name: 'Names', content: await renamed(name) });
const rulesNow = async () => (await exportConfig()).file.rules.map(({ name }) => name);
const elsewhere = async (name: string) => {
  const { file } = await exportConfig();
  const rules = file.rules.map((rule) => ({ ...rule, name }));
  await applyConfig({ file: { ...file, rules }, author: 'somebody' });
};

describe('a draft', () => {
  it('changes nothing before it is published, and says what it would change', async () => {
    const before = await rulesNow();
    const { id } = await begun();
    const look = await lookAtDraft(OWNER, id);
    expect(look).toMatchObject({ version: 1, problems: [], overtakenBy: undefined });
    expect(look.sentences[0]).toMatch(/changes name/);
    expect(await rulesNow()).toEqual(before);
    expect(await listDrafts(OWNER)).toHaveLength(1);
  });

  it('is kept although it is wrong, with each problem by its place', async () => {
    const { id } = await createDraft(OWNER, {
      name: 'Wrong',
      content: { rules: [{ id: 'r', name: 'R', when: { models: ['auto'] }, targets: ['no-such-model'] }] },
    });
    const { problems, sentences } = await lookAtDraft(OWNER, id);
    expect(problems).toMatchObject([{ path: 'rules[0].targets[0]' }]);
    expect(sentences).toEqual([]);
    expect(await caught(publishDraft(OWNER, id, 1))).toMatchObject({ code: 'unprocessable' });
    expect(await openDraft(OWNER, id)).toMatchObject({ state: 'open' });
  });

  it('is saved by whoever looked at it last, and the other is told', async () => {
    const { id, revision } = await begun();
    expect(await saveDraft(OWNER, id, { revision, content: await renamed('second') })).toMatchObject({
      revision: 2,
    });
    const late = saveDraft(OWNER, id, { revision, content: await renamed('third') });
    expect(await caught(late)).toMatchObject({ code: 'conflict', param: 'revision' });
    expect((await openDraft(OWNER, id)).content.rules?.[0]).toMatchObject({ name: 'second' });
  });

  it('keeps its prices when only its rules are saved', async () => {
    const prices = [{ id: 'new', rate: '1' }];
    const { id, revision } = await createDraft(OWNER, { name: 'Both', content: { prices } });
    await saveDraft(OWNER, id, { revision, content: await renamed('second') });
    expect((await openDraft(OWNER, id)).content).toMatchObject({ prices, rules: [{ name: 'second' }, {}] });
  });

  it('is published once, with its name as the note, and is closed then', async () => {
    const { id, revision } = await begun();
    expect(await publishDraft(OWNER, id, revision)).toMatchObject({ version: 2, published: true });
    expect(new Set(await rulesNow())).toEqual(new Set(['draft']));
    expect(await openDraft(OWNER, id)).toMatchObject({ state: 'published', publishedVersion: 2 });
    expect(await caught(publishDraft(OWNER, id, 2))).toMatchObject({ code: 'conflict' });
    expect(await listDrafts(OWNER)).toEqual([]);
  });

  it('does not undo what others published of the same, unless it was based on that', async () => {
    const { id, revision } = await begun();
    await elsewhere('theirs');
    const { overtakenBy } = await lookAtDraft(OWNER, id);
    expect(overtakenBy?.[0]).toMatch(/theirs/);
    expect(await caught(publishDraft(OWNER, id, revision))).toMatchObject({ code: 'conflict' });
    expect(new Set(await rulesNow())).toEqual(new Set(['theirs']));
    const based = await saveDraft(OWNER, id, { revision, baseVersion: 2 });
    await publishDraft(OWNER, id, based.revision);
    expect(new Set(await rulesNow())).toEqual(new Set(['draft']));
  });

  it('goes together with what others published of something else', async () => {
    const { id, revision } = await begun();
    const { file } = await exportConfig();
    await applyConfig({ file: { ...file, budgets: [] }, author: 'somebody' });
    expect(await lookAtDraft(OWNER, id)).toMatchObject({ overtakenBy: undefined });
    await publishDraft(OWNER, id, revision);
    expect(new Set(await rulesNow())).toEqual(new Set(['draft']));
  });

  it('is written by engineers, and published by admins only', async () => {
    const engineer = { id: 'e', email: 'e@example.com', role: 'engineer' };
    const { id, revision } = await createDraft(engineer, { name: 'Mine', content: {} });
    expect(await caught(publishDraft(engineer, id, revision))).toMatchObject({ code: 'forbidden' });
    const member = { id: 'm', email: 'm@example.com', role: 'member' };
    expect(await caught(openDraft(member, id))).toMatchObject({ code: 'forbidden' });
    expect(await discardDraft(engineer, id, revision)).toMatchObject({ state: 'discarded' });
  });
});

describe('a draft on the schedule', () => {
  const NOW = new Date('2026-11-22T08:00:00Z');
  const scheduled = async (at = '2026-11-22T16:30', zone = 'Asia/Ho_Chi_Minh') => {
    const { id, revision } = await begun();
    return scheduleDraft(OWNER, id, { revision, at, zone }, NOW);
  };

  it('is published at its time by the clock of its zone, not before', async () => {
    const { id, publishAt } = await scheduled();
    expect(publishAt).toBe('2026-11-22T09:30:00.000Z');
    expect(await publishDueDrafts(new Date('2026-11-22T09:29:59.999Z'))).toEqual({
      published: 0,
      refused: 0,
    });
    expect(await publishDueDrafts(new Date('2026-11-22T09:30:00Z'))).toEqual({ published: 1, refused: 0 });
    expect(await openDraft(OWNER, id)).toMatchObject({ state: 'published', publishedVersion: 2 });
    expect(await publishDueDrafts(new Date('2026-11-23T09:30:00Z'))).toEqual({ published: 0, refused: 0 });
  });

  it('is published once when two workers find it due', async () => {
    await scheduled();
    const due = new Date('2026-11-22T10:00:00Z');
    const both = await Promise.all([publishDueDrafts(due), publishDueDrafts(due)]);
    expect(both.reduce((sum, { published }) => sum + published, 0)).toBe(1);
    expect((await exportConfig()).version).toBe(2);
  });

  it('cannot be changed, and can be taken off', async () => {
    const { id, revision } = await scheduled();
    expect(await caught(saveDraft(OWNER, id, { revision, name: 'Other' }))).toMatchObject({
      code: 'conflict',
    });
    expect(await unscheduleDraft(OWNER, id, revision)).toMatchObject({ state: 'open', publishAt: null });
    expect(await publishDueDrafts(new Date('2027-01-01T00:00:00Z'))).toEqual({ published: 0, refused: 0 });
  });

  it('is open again and says why, when others changed the same before it was due', async () => {
    const { id } = await scheduled();
    await elsewhere('theirs');
    expect(await publishDueDrafts(new Date('2026-11-22T10:00:00Z'))).toEqual({ published: 0, refused: 1 });
    const draft = await openDraft(OWNER, id);
    expect(draft).toMatchObject({ state: 'open', publishAt: null });
    expect(draft.outcome).toMatch(/somebody changed the same/);
  });

  it('is not published once who scheduled it may no longer publish', async () => {
    const { id } = await scheduled();
    await pool.query(`UPDATE "user" SET role = 'viewer' WHERE id = 'owner'`);
    expect(await publishDueDrafts(new Date('2026-11-22T10:00:00Z'))).toEqual({ published: 0, refused: 1 });
    expect((await openDraft(OWNER, id)).state).toBe('open');
  });

  it.each([
    ['in the past', '2026-11-22T07:59', 'UTC'],
    ['further than a year ahead', '2028-01-01T00:00', 'UTC'],
  ])('is refused %s', async (_why, at, zone) => {
    expect(await caught(scheduled(at, zone))).toMatchObject({ code: 'invalid_request', param: 'at' });
  });

  it('does not wait for one before it that cannot be read', async () => {
    const broken = await scheduled();
    const sound = await scheduled('2026-11-22T16:31');
    await pool.query(`UPDATE config_draft SET content = '{"rules": 7}' WHERE id = $1`, [broken.id]);
    await expect(publishDueDrafts(new Date('2026-11-22T10:00:00Z'))).rejects.toThrow();
    expect((await openDraft(OWNER, sound.id)).state).toBe('published');
  });

  it.each([
    '2026-11-31T09:00',
    '2027-02-29T09:00',
    '2026-13-01T09:00',
    '2026-12-01T24:00',
    '0000-01-01T09:00',
  ])('is refused at %s, which no calendar has', async (at) => {
    expect(await caught(scheduled(at))).toMatchObject({ name: 'ZodError', issues: [{ path: ['at'] }] });
  });

  it('is refused in a zone that there is not', async () => {
    expect(await caught(scheduled('2026-11-22T16:30', 'Mars/Olympus'))).toMatchObject({ name: 'ZodError' });
  });
});
