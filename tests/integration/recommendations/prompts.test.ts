import { afterAll, beforeAll, expect, test } from 'vitest';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { db } from '@/lib/db';
import type { RequestCompletion } from '@/lib/ledger/records';
import { listRecommendations } from '@/lib/recommendations/list';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header } from '../ledger/sample-records';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 20);
const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };

/** Sixty requests an hour apart at $0.01, of which each third prompt is one that was sent three hours before. */
function traffic(): RequestCompletion[] {
  return Array.from({ length: 60 }, (_, n) => {
    const startedAt = NOW - (70 - n) * HOUR_MS;
    const facts = { chars: 40, maxOutputTokens: 4_096, prompt: n % 3 === 0 ? 'same' : `own-${n}` };
    const request = header(`req_${n}`, { startedAt, facts });
    const base = attempt({ startedAt });
    return done(request.requestId, {
      request,
      attempts: [{ ...base, cost: { ...base.cost, totalUsd: '0.01' } }],
    });
  });
}

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic());
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test('repeats and output limits are seen in the books of who may see them, with a draft', async () => {
  const all = await listRecommendations(viewer, 'main', new Date(NOW));
  const repeats = all.find(({ id }) => id === 'cacheable-repeats');
  // Of twenty equal prompts the first one is no repeat.
  expect(repeats).toMatchObject({ state: 'found', saving: { lowUsd: '0.19', highUsd: '0.19' } });
  expect(repeats?.draft?.put).toMatchObject({ settings: { cache: { ttlSeconds: 86_400, scope: 'key' } } });
  const limits = all.find(({ id }) => id === 'oversized-max-tokens');
  expect(limits).toMatchObject({ state: 'found', rows: { rule: 'cheap' } });
  expect(limits?.evidence[0]).toContain(
    '60 requests allow 4096 tokens or more; 99 of 100 answers need at most 20.',
  );
});

test('nothing is advised that leads to a provider that is switched off', async () => {
  const price = (provider: string, meter: string, rate: string) => ({
    ...{ id: `${provider}-${meter}`, provider, model: 'small-1', meter, rate, per: 1_000_000 },
    ...{ currency: 'USD', source: 'test', effectiveFrom: '2020-01-01T00:00:00Z' },
    recordedAt: '2020-01-01T00:00:00Z',
  });
  const publish = (enabled: boolean) => {
    const at = (id: string) => ({ id, dialect: 'openai-chat', baseUrl: 'https://example.com/v1' });
    const document = configDocumentSchema.parse({
      providers: [at('sim'), { ...at('other'), enabled }],
      models: [{ id: 'small', offers: ['sim', 'other'].map((provider) => ({ provider, model: 'small-1' })) }],
      prices: ['in.text', 'out.text'].flatMap((meter) => [
        price('sim', meter, '90'),
        price('other', meter, '1'),
      ]),
    });
    return db().configVersion.create({ data: { document, author: 'test' } });
  };
  const advised = async () => {
    const all = await listRecommendations(viewer, 'main', new Date(NOW));
    return all.find(({ id }) => id === 'cheaper-provider');
  };
  await publish(true);
  expect(await advised()).toMatchObject({
    state: 'found',
    draft: { put: { targets: ['other/small', 'small'] } },
  });
  await publish(false);
  expect(await advised()).toMatchObject({
    state: 'fine',
    evidence: ['No model is configured at several providers.'],
  });
});

test('whose teams have no requests sees none of them', async () => {
  const stranger = { ...viewer, role: 'viewer', reach: [{ workspaceId: 'main', teams: ['x'] }] };
  const all = await listRecommendations(stranger, 'main', new Date(NOW));
  expect(all.find(({ id }) => id === 'cacheable-repeats')?.state).toBe('unknown');
});
