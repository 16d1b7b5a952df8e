import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeCanary } from '@/lib/canary/change';
import { getCanary } from '@/lib/canary/list';
import { startCanary } from '@/lib/canary/start';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { db } from '@/lib/db';
import type { z } from 'zod';
import type { canaryPlanSchema } from '@/lib/routing/canary/plan';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { AS_BEFORE, FIRST_MS, type Outcome, type Scenario, simulateHours } from './simulate-hours';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const PER_HOUR = 12_000;
const MODELS = ['errors', 'equal', 'slow', 'dear', 'poor', 'quiet', 'outage', 'late'];

let database: FreshDatabase;
let pool: pg.Pool;
const lines: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  const document = configDocumentSchema.parse({
    providers: [{ id: 'sim', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1' }],
    models: [...MODELS, 'fresh'].map((id) => ({ id, offers: [{ provider: 'sim', model: id }] })),
  });
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [document]);
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
  console.log(`\nCanary, simulated hours at ${PER_HOUR} requests an hour:\n${lines.join('\n')}`);
});

const percent = (count: number) => `${((100 * count) / PER_HOUR).toFixed(2)} %`;

async function run(
  scenario: Partial<Scenario> & Pick<Scenario, 'model'>,
  plan: z.input<typeof canaryPlanSchema> = {},
): Promise<Outcome & { percent: number; phase: string; reason: string }> {
  const { model } = scenario;
  await startCanary(viewer, { id: model, model, target: 'fresh', plan }, new Date(FIRST_MS));
  const truth = () => AS_BEFORE;
  const outcome = await simulateHours(pool, { hours: 8, requestsPerHour: PER_HOUR, truth, ...scenario });
  const { phase, percent: share, events } = await getCanary(viewer, model);
  lines.push(
    `${model.padEnd(8)} ${phase.padEnd(12)} after ${String(outcome.minutes).padStart(3)} min  tried on ${percent(outcome.exposed).padStart(8)}, failed ${percent(outcome.hurt)} of the traffic of an hour`,
  );
  return { ...outcome, phase, percent: share, reason: events.at(-1)?.reason ?? '' };
}

describe('a canary in simulated hours', () => {
  it('with 5 % more errors is rolled back before 2 % of the traffic of an hour has even tried it', async () => {
    const worse = { ...AS_BEFORE, errorRate: 0.06 };
    const outcome = await run({ model: 'errors', truth: (arm) => (arm === 'canary' ? worse : AS_BEFORE) });
    expect(outcome).toMatchObject({ phase: 'rolled_back', percent: 0 });
    expect(outcome.reason).toContain('errors: ');
    expect(outcome.exposed).toBeLessThan(0.02 * PER_HOUR);
    expect(outcome.hurt).toBeLessThan(0.002 * PER_HOUR);
  });

  it('that is as good reaches all requests, with two workers that look at once and a restart half-way', async () => {
    const restart = (minute: number) => (minute === 70 ? db().$disconnect() : Promise.resolve());
    const equal = { model: 'equal', workers: 2, before: restart };
    const outcome = await run(equal, { intervalMinutes: 30 });
    expect(outcome).toMatchObject({ phase: 'promoted', percent: 100, minutes: 180 });
    const { events } = await getCanary(viewer, 'equal');
    expect(events.map(({ toPercent }) => toPercent)).toEqual([10, 25, 40, 55, 70, 85, 100]);
    expect(new Set(events.slice(1).map(({ actor }) => actor))).toEqual(new Set(['tollgate']));
    const { rows } = await pool.query(
      "SELECT action FROM audit_entry WHERE subject_kind = 'canary' AND subject_id = 'equal' ORDER BY seq",
    );
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(
      events.map(({ kind }) => `canary.${kind}`),
    );
  });

  it('that takes half as long again is rolled back for its p95', async () => {
    const slow = { ...AS_BEFORE, latencyFactor: 1.5 };
    const outcome = await run({ model: 'slow', truth: (arm) => (arm === 'canary' ? slow : AS_BEFORE) });
    expect(outcome).toMatchObject({ phase: 'rolled_back' });
    expect(outcome.reason).toContain('slower than the p95');
    expect(outcome.minutes).toBeLessThan(120);
  });

  it('that costs half as much again is rolled back for its cost', async () => {
    const dear = { ...AS_BEFORE, costFactor: 1.5 };
    const outcome = await run({ model: 'dear', truth: (arm) => (arm === 'canary' ? dear : AS_BEFORE) });
    expect(outcome).toMatchObject({ phase: 'rolled_back' });
    expect(outcome.reason).toContain('a request costs');
    expect(outcome.minutes).toBeLessThan(120);
  });

  it('whose answers are judged worse is rolled back for its score', async () => {
    const poor = { ...AS_BEFORE, score: 0.5 };
    const outcome = await run({
      model: 'poor',
      scored: true,
      truth: (arm) => (arm === 'canary' ? poor : AS_BEFORE),
    });
    expect(outcome).toMatchObject({ phase: 'rolled_back' });
    expect(outcome.reason).toContain('scores');
  });

  it('without traffic stays where it is, however long', async () => {
    const outcome = await run({ model: 'quiet', hours: 2, requestsPerHour: 0 });
    expect(outcome).toMatchObject({ phase: 'ramping', percent: 10, exposed: 0 });
    expect((await getCanary(viewer, 'quiet')).waits).toContain('has served 0 of the 100 requests');
    await changeCanary(viewer, 'quiet', { change: 'roll_back', note: 'nobody comes' });
  });

  it('is not taken for the cause of an outage that hits both arms', async () => {
    const down = { ...AS_BEFORE, errorRate: 0.5, latencyFactor: 4 };
    const outcome = await run(
      { model: 'outage', truth: (_, minute) => (minute >= 10 && minute < 25 ? down : AS_BEFORE) },
      { stepPercent: 50, intervalMinutes: 30 },
    );
    expect(outcome).toMatchObject({ phase: 'promoted', percent: 100 });
  });

  it('that goes bad after a good hour is rolled back within minutes', async () => {
    const worse = { ...AS_BEFORE, errorRate: 0.06 };
    const truth: Scenario['truth'] = (arm, minute) => (arm === 'canary' && minute >= 65 ? worse : AS_BEFORE);
    const outcome = await run({ model: 'late', truth }, { intervalMinutes: 30 });
    expect(outcome).toMatchObject({ phase: 'rolled_back' });
    expect(outcome.minutes).toBeLessThan(80);
  });
});
