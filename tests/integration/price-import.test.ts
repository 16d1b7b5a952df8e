import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quarantinedUsage } from '@/lib/analytics/quarantined-usage';
import { unpricedModels } from '@/lib/analytics/unpriced-models';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { importPrices, previewImport } from '@/lib/config/prices/import-prices';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from './analytics/fill-books';
import { attempt, done, NOON } from './ledger/sample-records';
import { row } from '../unit/pricing/price-rows';

const ADMIN = { id: 'u', email: 'ann@example.com', role: 'owner' };
let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: false });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const provider = { id: 'openai', dialect: 'openai-chat' as const, baseUrl: 'https://api.openai.com/v1' };
const models = [{ id: 'gpt', offers: [{ provider: 'openai', model: 'gpt-4.1' }] }];
const admins = row({
  provider: 'openai',
  model: 'gpt-4.1',
  meter: 'in.text',
  rate: '1.5',
  id: 'mine',
  source: 'admin:a',
});

beforeEach(async () => {
  await pool.query('TRUNCATE config_version RESTART IDENTITY');
  await applyConfig({ file: { providers: [provider], models, prices: [admins] }, author: 'test' });
});

const versions = async () => (await pool.query('SELECT 1 FROM config_version')).rowCount;
const file = (...lines: string[]) => ({
  from: 'file' as const,
  name: 'list.csv',
  format: 'csv' as const,
  content: ['provider,model,meter,rate,effective_to', ...lines].join('\n'),
});

describe('importing prices', () => {
  it('from the catalogue proposes what is missing, leaves the admin’s row, and publishes one version with its source', async () => {
    const preview = await previewImport({ from: 'catalogue' });
    expect(preview).toMatchObject({ version: 1, counts: { changed: 0, ended: 0, conflict: 1 } });
    expect(preview.counts['added']).toBeGreaterThan(1);
    const source = { from: 'catalogue' as const };
    const applied = await importPrices({
      source,
      expectedVersion: 1,
      actor: { id: ADMIN.id, name: ADMIN.email },
    });
    expect(applied).toMatchObject({ version: 2, published: true });
    const { prices } = (await exportConfig()).file;
    expect(prices.find(({ id }) => id === 'mine')).toMatchObject({ rate: '1.5' });
    expect(prices.filter(({ source: from }) => from.startsWith('catalogue:'))).toHaveLength(
      preview.counts['added'] ?? 0,
    );
    const again = await previewImport(source);
    expect(again.counts).toMatchObject({ added: 0, changed: 0, ended: 0, conflict: 1 });
  });

  it('takes only the rows that were chosen, by the version that was looked at', async () => {
    const source = file('openai,gpt-4.1,out.text,8,', 'openai,gpt-4.1,in.cache_read,0.5,');
    const { entries } = await previewImport(source);
    const accepted = [entries[0]?.key ?? ''];
    // Looking takes a while: the same list is read again when it is published.
    await importPrices(
      { source, accepted, expectedVersion: 1, actor: { id: 'a', name: 'a' } },
      Date.now() + 90_000,
    );
    expect((await exportConfig()).file.prices.map(({ meter }) => meter)).toEqual(['in.text', 'out.text']);
    const stale = importPrices({ source, expectedVersion: 1, actor: { id: 'a', name: 'a' } });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    const unknown = importPrices({
      source,
      accepted: ['no such'],
      expectedVersion: 2,
      actor: { id: 'a', name: 'a' },
    });
    await expect(unknown).rejects.toThrow('look again');
  });

  it('changes nothing when one row is wrong, and names its line and field', async () => {
    const source = file(
      'openai,gpt-4.1,out.text,8,',
      'openai,gpt-4.1,in.smell,8,',
      'openai,gpt-4.1,page,-1,',
    );
    await expect(
      importPrices({ source, expectedVersion: 1, actor: { id: 'a', name: 'a' } }),
    ).rejects.toMatchObject({
      problems: [{ path: 'line 3, meter' }, { path: 'line 4, rate' }],
    });
    expect(await versions()).toBe(1);
  });

  it('changes nothing when the database fails half-way', async () => {
    await pool.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
       CREATE TRIGGER refuse AFTER INSERT ON config_version EXECUTE FUNCTION refuse()`,
    );
    const source = file('openai,gpt-4.1,out.text,8,');
    await expect(
      importPrices({ source, expectedVersion: 1, actor: { id: 'a', name: 'a' } }),
    ).rejects.toThrow();
    await pool.query('DROP TRIGGER refuse ON config_version; DROP FUNCTION refuse');
    expect(await versions()).toBe(1);
    await importPrices({ source, expectedVersion: 1, actor: { id: 'a', name: 'a' } });
    expect((await exportConfig()).file.prices).toHaveLength(2);
  });
});

describe('what could not be priced', () => {
  const SCOPE = { workspaceId: 'main', from: new Date(NOON - 3_600_000), to: new Date(NOON + 3_600_000) };
  beforeAll(async () => {
    const cost = { totalUsd: null, lines: [] };
    const unpriced = attempt({
      cost: { ...cost, state: 'unpriced', unpricedMeters: ['in.text', 'out.text'] },
    });
    const odd = attempt({
      usage: { meters: {}, provenance: 'none', raw: { prompt_tokens: -5 } },
      cost: { ...cost, state: 'quarantined', unpricedMeters: ['prompt_tokens'] },
    });
    const records = [
      done('u1', { attempts: [unpriced] }),
      done('u2', { attempts: [unpriced] }),
      done('q1', { attempts: [odd] }),
    ];
    await fillBooks(database.url, records);
  });

  it('is listed by model with its use, and what it would have cost on a model that has a price', async () => {
    await applyConfig({
      file: {
        providers: [provider],
        models,
        prices: [admins, { ...admins, id: 'out', meter: 'out.text', rate: '6' }],
      },
      author: 'test',
    });
    expect(await unpricedModels(ADMIN, SCOPE)).toMatchObject([
      {
        provider: 'sim',
        model: 'small',
        servedModel: 'small-1',
        requests: 2,
        inputTokens: '200',
        outputTokens: '40',
        meters: ['in.text', 'out.text'],
        firstSeen: new Date(NOON).toISOString(),
        proxyUsd: null,
      },
    ]);
    // 200 × 1.5 + 40 × 6 per 1 M
    expect(await unpricedModels(ADMIN, SCOPE, 'gpt')).toMatchObject([{ proxyUsd: '0.00054' }]);
    await expect(unpricedModels(ADMIN, SCOPE, 'moon')).rejects.toMatchObject({ code: 'not_found' });
    const ownTeam = { ...ADMIN, role: 'viewer', reach: [{ workspaceId: 'main', teams: ['other'] }] };
    expect(await unpricedModels(ownTeam, SCOPE)).toEqual([]);
  });

  it('usage that cannot be right is listed as it came, counted, and in no sum', async () => {
    expect(await quarantinedUsage(ADMIN, SCOPE)).toMatchObject({
      total: 1,
      attempts: [{ requestId: 'q1', counts: ['prompt_tokens'], rawUsage: { prompt_tokens: -5 } }],
    });
    const { rows } = await pool.query("SELECT cost_usd, cost_state FROM request WHERE id = 'q1'");
    expect(rows).toEqual([{ cost_usd: null, cost_state: 'quarantined' }]);
  });
});
