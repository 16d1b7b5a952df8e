import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withClient } from '@/lib/boot/postgres/connect';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { applyConfig } from '@/lib/config/apply-config';
import { channelSecretPlace, credentialPlace } from '@/lib/config/secrets/credential-place';
import { createKey } from '@/lib/keys/create';
import { digestKey } from '@/lib/keys/digest';
import { deriveKeyFrom } from '@/lib/secrets/derive-key';
import { masterSecret } from '@/lib/secrets/master-secret';
import { open } from '@/lib/secrets/seal';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { sampleConfig, PROVIDER_SECRET } from '../unit/config/sample-config';

const HOOK = 'a-signing-secret-of-some-length';
let database: FreshDatabase;
let directory: string;
let before: string;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-rotate-'));
  before = masterSecret();
  writeFileSync(path.join(directory, 'secret'), `${before}\n`, { mode: 0o600 });
  await createDefaultWorkspaces({ demo: false });
  const hook = {
    id: 'hook',
    name: 'Hook',
    kind: 'webhook',
    url: 'https://hooks.example.com/x',
    secret: HOOK,
  };
  await applyConfig({ file: { ...sampleConfig(), channels: [hook] }, author: OWNER.email });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

/** The command in a process of its own, as an operator would run it. */
function rotate(env: Record<string, string> = {}): { status: number | null; text: string } {
  const { TOLLGATE_SECRET: _secret, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/secrets.ts', 'rotate'],
    {
      env: { ...rest, DATABASE_URL: database.url, TOLLGATE_DATA_DIR: directory, ...env },
      encoding: 'utf8',
    },
  );
  return { status, text: stdout + stderr };
}

const secretIn = (file: string) => readFileSync(path.join(directory, file), 'utf8').trim();

async function opened(secret: string): Promise<string[]> {
  const rows = await withClient(
    database.url,
    async (client) =>
      (await client.query<{ id: string; ciphertext: Buffer }>('SELECT id, ciphertext FROM credential')).rows,
  );
  return rows.flatMap(({ id, ciphertext }) =>
    [credentialPlace(id), channelSecretPlace(id)].flatMap((place) => {
      try {
        return [open(ciphertext, place, deriveKeyFrom(secret, place.purpose))];
      } catch {
        return [];
      }
    }),
  );
}

test('a rotation seals every secret anew, and keys, tokens and the audit log stay good', async () => {
  const { value } = await createKey(OWNER, { id: 'stays', name: 'stays' });
  const { status, text } = rotate();
  expect(text).toContain('2 secrets are sealed anew');
  expect(status).toBe(0);
  const next = secretIn('secret');
  expect(next).not.toBe(before);
  expect(secretIn('digest-secret')).toBe(before);
  expect(statSync(path.join(directory, 'secret')).mode & 0o777).toBe(0o600);
  expect(text).not.toContain(next);
  expect(text).not.toContain(before);
  expect((await opened(next)).sort()).toEqual([HOOK, PROVIDER_SECRET].sort());
  expect(await opened(before)).toEqual([]);
  // This process still has the secret that digests are bound to.
  expect((await db().virtualKey.findUnique({ where: { id: 'stays' } }))?.digest).toBe(digestKey(value));
  const verified = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', 'verify'], {
    env: { ...process.env, TOLLGATE_SECRET: '', DATABASE_URL: database.url, TOLLGATE_DATA_DIR: directory },
    encoding: 'utf8',
  });
  expect(verified.stdout).toContain('The audit log is whole');
});

test('a second rotation keeps the digests where they are, and one that was cut off is brought to its end', async () => {
  const cutOff = `left-over-${'x'.repeat(40)}`;
  writeFileSync(path.join(directory, 'secret.next'), `${cutOff}\n`);
  expect(rotate().status).toBe(0);
  expect(secretIn('secret')).toBe(cutOff);
  expect(secretIn('digest-secret')).toBe(before);
  expect(readdirSync(directory).filter((name) => name.startsWith('secret'))).toEqual(['secret']);
  expect(await opened(cutOff)).toHaveLength(2);
  // The same once the database had changed, but not the file.
  writeFileSync(path.join(directory, 'secret.next'), `${cutOff}\n`);
  writeFileSync(path.join(directory, 'secret'), `${'o'.repeat(40)}\n`);
  expect(rotate().text).toContain('2 secrets are sealed anew');
  expect(secretIn('secret')).toBe(cutOff);
});

test('with the secret in the environment the new one is given there, or nothing is done', async () => {
  const present = secretIn('secret');
  expect(rotate({ TOLLGATE_SECRET: present })).toMatchObject({
    status: 1,
    text: expect.stringContaining('TOLLGATE_NEW_SECRET'),
  });
  expect(await opened(present)).toHaveLength(2);
  const next = 'n'.repeat(40);
  const done = rotate({
    TOLLGATE_SECRET: present,
    TOLLGATE_NEW_SECRET: next,
    TOLLGATE_DIGEST_SECRET: before,
  });
  expect(done.status).toBe(0);
  expect(done.text).not.toContain(next);
  expect(await opened(next)).toHaveLength(2);
});
