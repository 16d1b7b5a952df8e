import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { listVersions } from '@/lib/config/versions/list-versions';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { previewConfig } from '@/lib/config/preview-config';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { db } from '@/lib/db';
import { digestKey } from '@/lib/keys/digest';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { caught } from '../unit/config/caught';
import { KEY_VALUE, PROVIDER_SECRET, sampleConfig } from '../unit/config/sample-config';

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
  await database.drop();
});

beforeEach(async () => {
  await pool.query('TRUNCATE config_version, credential, virtual_key, workspace RESTART IDENTITY CASCADE');
  await createDefaultWorkspaces({ demo: false });
});

const apply = (file: unknown, expectedVersion?: number) =>
  applyConfig({ file, author: 'test', ...(expectedVersion === undefined ? {} : { expectedVersion }) });

/** Every row of every table that configuration touches, as text. */
async function databaseText(): Promise<string> {
  const { rows } = await pool.query<{ row: string }>(
    `SELECT c::text AS row FROM config_version c UNION ALL SELECT k::text FROM virtual_key k
     UNION ALL SELECT encode(ciphertext, 'escape') FROM credential`,
  );
  return rows.map(({ row }) => row).join('\n');
}

describe('applying and exporting', () => {
  it('gives back what was applied, and the same bytes each time', async () => {
    await apply(sampleConfig());
    const first = await exportConfig();
    expect((await apply(first.file)).published).toBe(false);
    const second = await exportConfig();
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first.file.rules).toMatchObject(sampleConfig().rules);
    expect(first.file.prices).toMatchObject(sampleConfig().prices);
  });

  it('publishes nothing when the very file that was applied, secrets included, is applied again', async () => {
    const first = await apply(sampleConfig());
    const again = await apply(sampleConfig());
    expect(again).toEqual({ version: first.version, published: false, changes: [] });
    expect(await listVersions()).toHaveLength(1);
    expect((await pool.query('SELECT 1 FROM credential')).rowCount).toBe(1);
  });

  it('keeps secrets and key values out of exports, previews, versions and tables', async () => {
    const preview = await previewConfig(sampleConfig());
    const applied = await apply(sampleConfig());
    const shown = JSON.stringify([preview, applied, await exportConfig(), await listVersions()]);
    for (const secret of [PROVIDER_SECRET, KEY_VALUE]) {
      expect(shown).not.toContain(secret);
      expect(await databaseText()).not.toContain(secret);
    }
    expect((await exportConfig()).file.providers[0]?.apiKey).toMatch(/^secret:[0-9a-f-]{36}$/);
  });

  it('gives the hot path the opened secret and the key by its digest', async () => {
    const { version } = await apply(sampleConfig());
    const snapshot = await loadSnapshot(pool);
    expect(snapshot.version).toBe(version);
    expect(snapshot.providers.get('openai')?.apiKey).toBe(PROVIDER_SECRET);
    expect(snapshot.keys.get(digestKey(KEY_VALUE))).toMatchObject({
      id: 'app',
      workspaceId: 'main',
      team: 'web',
    });
  });

  it('disables keys that the file leaves out, and never deletes them', async () => {
    await apply(sampleConfig());
    const { changes } = await apply({ ...(await exportConfig()).file, keys: [] });
    expect(changes.map((change) => change.sentence)).toEqual(['The key "app" is switched off.']);
    expect((await loadSnapshot(pool)).keys.size).toBe(0);
    expect((await exportConfig()).file.keys).toMatchObject([{ id: 'app', enabled: false }]);
  });
});

describe('what is refused', () => {
  it('changes nothing when one thing is wrong, and names everything wrong without quoting secrets', async () => {
    await apply(sampleConfig());
    const before = await databaseText();
    const file = sampleConfig();
    const canary = 'sk-canary-5b1d0c7e9f';
    const bad = {
      ...file,
      providers: [{ ...file.providers[0], apiKey: `${canary} with spaces` }, file.providers[1]],
      rules: [{ id: 'r', name: 'r', targets: ['nobody'] }],
      keys: [{ id: 'new', name: 'new', workspace: 'nowhere', value: `${canary} and more of it` }],
      extra: canary,
    };
    const error = await caught(apply(bad));
    expect(error).toBeInstanceOf(ConfigProblemsError);
    const problems = error instanceof ConfigProblemsError ? error.problems : [];
    expect(problems.map(({ path }) => path)).toEqual([
      'extra',
      'providers[0].apiKey',
      'rules[0].targets[0]',
      'keys[0].value',
      'keys[0].workspace',
    ]);
    expect(JSON.stringify([problems, String(error)])).not.toContain(canary);
    expect(await databaseText()).toBe(before);
  });

  it('lets one of two concurrent applies with the same expected version through', async () => {
    const { version } = await apply(sampleConfig());
    const edit = (name: string) => {
      const file = sampleConfig();
      return apply({ ...file, rules: file.rules.map((rule) => ({ ...rule, name })) }, version);
    };
    const outcomes = await Promise.allSettled([edit('one'), edit('two')]);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(VersionConflictError);
    expect(await listVersions()).toHaveLength(2);
  });

  it('takes changes of keys alone for a change too, so that an older file does not undo them unseen', async () => {
    const { version } = await apply(sampleConfig());
    const { file } = await exportConfig();
    await apply({ ...file, keys: [] }, version);
    expect(await caught(apply(file, version))).toBeInstanceOf(VersionConflictError);
  });
});
