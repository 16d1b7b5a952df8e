import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { draftPrices, previewPriceChange, publishPriceChange } from '@/lib/config/prices/change-price';
import { exportConfig } from '@/lib/config/export-config';
import type { PriceChange } from '@/lib/config/prices/price-change-schema';
import { changesSince } from '@/lib/config/versions/changes-since';
import { rollBack } from '@/lib/config/versions/roll-back';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { row } from '../unit/pricing/price-rows';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const provider = { id: 'openai', dialect: 'openai-chat' as const, baseUrl: 'https://api.openai.com/v1' };
const models = [{ id: 'gpt', offers: [{ provider: 'openai', model: 'gpt-4.1' }] }];
const imported = row({ provider: 'openai', model: 'gpt-4.1', meter: 'in.text', rate: '2', id: 'imported' });
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
beforeEach(async () => {
  await pool.query('TRUNCATE config_version RESTART IDENTITY');
  await applyConfig({ file: { providers: [provider], models, prices: [imported] }, author: 'test' }, NOW);
});

const add = (over: Record<string, string> = {}): PriceChange => ({
  action: 'add',
  provider: 'openai',
  model: 'gpt-4.1',
  meter: 'in.text',
  rate: '9',
  per: '1000000',
  from: '2026-12-01T00:00',
  zone: 'Europe/Berlin',
  ...over,
});
const prices = async () => (await exportConfig()).file.prices;
const publish = (change: PriceChange, version: number) => publishPriceChange(OWNER, change, version, NOW);

describe('a price changed by hand', () => {
  it('is previewed in words and published at the local midnight, above the imported row, which stays', async () => {
    const preview = await previewPriceChange(OWNER, add(), NOW);
    expect(preview).toMatchObject({ version: 1, changes: [{ kind: 'added' }] });
    expect(await prices()).toHaveLength(1);
    await publish(add(), 1);
    expect(await prices()).toMatchObject([
      { id: 'imported', rate: '2' },
      { rate: '9', effectiveFrom: '2026-11-30T23:00:00.000Z', priority: 1, source: `admin:${OWNER.email}` },
    ]);
    expect((await prices())[0]?.effectiveTo).toBeUndefined();
  });

  it('takes every condition that a row can have', async () => {
    const schedule = {
      timeZone: 'Asia/Shanghai',
      weekdays: [1, 2, 3, 4, 5],
      windows: [{ from: '01:00', to: '04:00' }],
      holidays: ['2026-12-25'],
    };
    const multiplier = { numerator: 11, denominator: 10 };
    const rare = JSON.stringify({ schedule, multiplier, batch: true, speed: 'fast' });
    const context = { contextOp: 'gte', contextTokens: '272000', contextBasis: 'total' };
    await publish(add({ tier: 'flex', region: 'eu', ...context, rare }), 1);
    expect((await prices())[1]).toMatchObject({
      multiplier,
      when: {
        tier: 'flex',
        region: 'eu',
        batch: true,
        speed: 'fast',
        context: { op: 'gte', value: 272_000, basis: 'total' },
        schedule,
      },
    });
  });

  it.each([
    ['rate', { rate: '-1' }, 'a non-negative decimal such as "2.50"'],
    ['rate', { rate: 'NaN' }, 'a non-negative decimal such as "2.50"'],
    ['meter', { meter: 'in.smell' }, /Invalid option/],
    ['per', { per: '7' }, /Invalid input/],
    ['zone', { zone: 'Mars/Base' }, 'there is no such time zone'],
    ['from', { from: 'soon' }, 'a date and a time'],
    ['contextTokens', { contextOp: 'gt' }, 'how many tokens?'],
    ['contextTokens', { contextOp: 'gt', contextTokens: '1e3' }, 'a whole number of tokens'],
    ['rare', { rare: '{' }, 'is not JSON'],
    ['rare', { rare: '{"batch": 3, "taste": 1}' }, /batch: .*; all: .*taste/],
    ['rare', { rare: '{"multiplier": {"numerator": 0, "denominator": 10}}' }, /multiplier\.numerator: /],
  ])('is refused by the field %s when it says %j, and nothing is changed', async (field, over, message) => {
    const refused = publish(add(over as Record<string, string>), 1);
    await expect(refused).rejects.toMatchObject({
      issues: [
        {
          path: [field],
          message: typeof message === 'string' ? message : expect.stringMatching(message),
        },
      ],
    });
    expect((await exportConfig()).version).toBe(1);
  });

  it('is refused when the row does not fit the book: a zone or a time of its schedule', async () => {
    const rare = (timeZone: string, from: string) =>
      JSON.stringify({ schedule: { timeZone, windows: [{ from, to: '04:00' }] } });
    for (const wrong of [rare('Mars/Base', '01:00'), rare('UTC', '25:00')])
      await expect(publish(add({ rare: wrong }), 1)).rejects.toMatchObject({
        problems: [{ path: expect.stringContaining('prices[1].when.schedule') }],
      });
    expect(await prices()).toHaveLength(1);
  });

  it('ends the admin’s earlier row where the next begins, and a double submit publishes once', async () => {
    await publish(add(), 1);
    const next = add({ rate: '10', from: '2027-01-01T00:00' });
    const both = await Promise.allSettled([publish(next, 2), publish(next, 2)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await exportConfig()).version).toBe(3);
    expect((await prices()).slice(1)).toMatchObject([
      { rate: '9', effectiveTo: '2026-12-31T23:00:00.000Z' },
      { rate: '10' },
    ]);
  });

  it('on a stale version is a conflict, and both sides can be read in words', async () => {
    await publish(add({ rate: '5' }), 1);
    const mine = add({ rate: '7', meter: 'out.text' });
    await expect(publish(mine, 1)).rejects.toMatchObject({ code: 'conflict' });
    const theirs = await changesSince(1);
    expect(theirs.version).toBe(2);
    expect(theirs.changes.map(({ sentence }) => sentence).join()).toContain('in.text 5');
    const { changes } = await previewPriceChange(OWNER, mine, NOW);
    expect(changes.map(({ sentence }) => sentence).join()).toContain('out.text 7');
    await publish(mine, theirs.version);
    expect(await prices()).toHaveLength(3);
  });

  it('is undone by the version before, where nothing was billed by it yet', async () => {
    await publish(add(), 1);
    await rollBack({ version: 1, author: OWNER.email });
    expect(await prices()).toMatchObject([{ id: 'imported' }]);
  });

  it('changes nothing when the database fails half-way', async () => {
    await pool.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
       CREATE TRIGGER refuse AFTER INSERT ON config_version EXECUTE FUNCTION refuse()`,
    );
    await expect(publish(add(), 1)).rejects.toThrow();
    await pool.query('DROP TRIGGER refuse ON config_version; DROP FUNCTION refuse');
    expect(await exportConfig()).toMatchObject({ version: 1 });
  });

  it('can be looked at as a draft, is for who may, and ends only what there is', async () => {
    expect(await draftPrices(OWNER, add(), NOW)).toMatchObject([{ rate: '9' }]);
    const member = { ...OWNER, role: 'member' };
    await expect(draftPrices(member, add(), NOW)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(publishPriceChange({ ...OWNER, role: 'engineer' }, add(), 1, NOW)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const end = { action: 'end' as const, from: '2026-12-01T00:00', zone: 'UTC' };
    await expect(publish({ ...end, id: 'nobody' }, 1)).rejects.toMatchObject({ issues: [{ path: ['id'] }] });
    await publish({ ...end, id: 'imported' }, 1);
    expect(await prices()).toMatchObject([{ id: 'imported', effectiveTo: '2026-12-01T00:00:00.000Z' }]);
  });
});
