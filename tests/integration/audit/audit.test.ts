import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { listAudit } from '@/lib/audit/list';
import { verifyAudit } from '@/lib/audit/verify';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import { disableKey } from '@/lib/keys/disable';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
});
beforeEach(() => unguarded('DELETE FROM audit_entry'));
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** As somebody would who owns the database. */
async function unguarded(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const note = (id: string) => ({
  action: 'test.note',
  subject: { kind: 'test', id },
  before: null,
  after: { id },
});
const append = (id: string) => db().$transaction((tx) => appendAudit(tx, actorOf(OWNER), note(id)));

describe('the audit log', () => {
  test('entries written at the same moment follow one another without a gap', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(`n${n}`)));
    expect(await verifyAudit()).toMatchObject({ entries: 20 });
    expect((await verifyAudit()).problem).toBeUndefined();
    expect((await listAudit(OWNER, { limit: 500 })).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, n) => 20 - n),
    );
  });

  test('a change that is rolled back leaves no entry', async () => {
    const failing = db().$transaction(async (tx) => {
      await appendAudit(tx, actorOf(OWNER), note('x'));
      throw new Error('on second thoughts');
    });
    await expect(failing).rejects.toThrow('on second thoughts');
    expect(await verifyAudit()).toEqual({ entries: 0, head: '' });
  });

  test('refuses every change of what is written', async () => {
    await append('kept');
    await expect(db().auditEntry.updateMany({ data: { action: 'test.other' } })).rejects.toThrow();
    await expect(db().auditEntry.deleteMany()).rejects.toThrow();
    await expect(db().$executeRaw`TRUNCATE audit_entry`).rejects.toThrow();
    expect(await verifyAudit()).toMatchObject({ entries: 1 });
  });

  test.each([
    ['a changed text', `UPDATE audit_entry SET entry = replace(entry, 'n2', 'n9') WHERE seq = 2`, /entry 2 /],
    ['a changed column', `UPDATE audit_entry SET actor_id = 'somebody' WHERE seq = 2`, /columns of entry 2 /],
    ['an entry dropped', `DELETE FROM audit_entry WHERE seq = 2`, /between 1 and 3 are missing/],
    ['a first entry dropped', `DELETE FROM audit_entry WHERE seq = 1`, /between 0 and 2 are missing/],
    [
      'an entry put in at the end',
      `INSERT INTO audit_entry SELECT 4, at, workspace_id, actor_id, action, subject_kind, subject_id, entry, md5('x') FROM audit_entry WHERE seq = 3`,
      /entry 4 does not bear its seal/,
    ],
  ])('%s breaks the chain', async (_name, sql, problem) => {
    for (const id of ['n1', 'n2', 'n3']) await append(id);
    await unguarded(sql);
    expect((await verifyAudit()).problem).toMatch(problem);
  });

  test('keys and configurations leave a line with who, before and after, and no secret', async () => {
    const author = { ...OWNER, origin: { address: '192.0.2.7' } };
    const { key, value } = await createKey(author, { name: 'CI' });
    await disableKey(author, { id: key.id });
    await disableKey(author, { id: key.id });
    const provider = {
      id: 'p',
      dialect: 'openai-chat',
      baseUrl: 'https://api.example.com/v1',
      apiKey: 'sk-canary-1234567890',
    };
    await applyConfig({ file: { providers: [provider] }, author: author.email, actor: actorOf(author) });
    const entries = await listAudit(OWNER);
    expect(entries.map(({ action }) => action)).toEqual(['config.publish', 'key.disable', 'key.create']);
    expect(entries[1]).toMatchObject({
      actor: { id: 'owner', name: 'owner@example.com', address: '192.0.2.7' },
      subject: { kind: 'key', id: key.id },
      before: { enabled: true },
      after: { enabled: false },
    });
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${value}|sk-canary`));
  });

  test('is read by those who may, filtered and a page at a time', async () => {
    for (const id of ['a', 'b', 'c']) await append(id);
    expect((await listAudit(OWNER, { subject: 'b' })).map(({ seq }) => seq)).toEqual([2]);
    expect(await listAudit(OWNER, { action: 'test' })).toHaveLength(3);
    expect(await listAudit(OWNER, { action: 'tes' })).toHaveLength(0);
    const [newest] = await listAudit(OWNER, { limit: 1 });
    expect((await listAudit(OWNER, { limit: 1, before: newest?.seq ?? 0 })).map(({ seq }) => seq)).toEqual([
      2,
    ]);
    await expect(listAudit({ ...OWNER, role: 'engineer' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
