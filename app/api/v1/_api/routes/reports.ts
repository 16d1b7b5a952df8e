import { z } from 'zod';
import { PERIOD_METRICS } from '@/lib/analytics/compare-periods';
import { MAX_DAYS } from '@/lib/reports/migration-spans';
import { migrationQuerySchema, migrationReport } from '@/lib/reports/migration-report';
import {
  getSchedule,
  removeSchedule,
  saveSchedule,
  saveScheduleSchema,
  scheduleSchema,
} from '@/lib/reports/schedule';
import { testReport } from '@/lib/reports/test-report';
import { GatewayError } from '@/lib/errors/gateway-error';
import { eventRow } from '@/lib/health/schemas';
import { monthlyReport } from '@/lib/reports/monthly-report';
import { route } from '../route';

const usd = z.string();
const forecast = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('too-short'), days: z.int(), needed: z.int() }),
  z.strictObject({
    kind: z.literal('forecast'),
    usd: z.number(),
    lowUsd: z.number(),
    highUsd: z.number(),
    basis: z.enum(['weekday', 'mean']),
  }),
]);
const figures = z.array(
  z.strictObject({
    metric: z.enum(PERIOD_METRICS),
    before: z.string().optional(),
    after: z.string().optional(),
    change: z.number().optional().describe('0.1: 10 % more'),
  }),
);
const since = z
  .string()
  .optional()
  .describe('First day with data, where that lies within the period before: then no change is told');
const mover = z.strictObject({ key: z.string(), beforeUsd: usd, nowUsd: usd, changeUsd: usd });
const movers = z.array(z.strictObject({ by: z.enum(['model', 'key', 'team']), rows: z.array(mover) }));
const days = z.strictObject({ firstDay: z.string(), lastDay: z.string() });
const ofWorkspace = z.strictObject({ workspace: z.string().min(1).max(200).default('main') });

export const getMonthlyReport = route({
  method: 'GET',
  path: '/api/v1/reports/monthly',
  summary: 'A month against the one before: spend, savings, movers, incidents and, while it runs, a forecast',
  access: 'workspace.read',
  query: z.strictObject({
    workspace: z.string().min(1).max(200).default('main'),
    month: z.string().max(20).describe('2026-11; left out: the running one').optional(),
  }),
  response: z.strictObject({
    ...{ workspace: z.string(), zone: z.string(), month: z.string(), before: z.string() },
    isRunning: z.boolean(),
    ...{ figures, since },
    savings: z
      .strictObject({ model: z.string(), savedUsd: usd, percent: z.string().optional() })
      .optional()
      .describe('Against everything on the dearest model'),
    movers,
    incidents: z.array(eventRow).describe('Newest first, at most 50'),
    moreIncidents: z.boolean().describe('There were older ones than these'),
    forecast: forecast.optional(),
  }),
  errors: [404],
  handle: async ({ query, caller }) => {
    const report = await monthlyReport(caller, query, new Date());
    if (report.forecast?.kind !== 'forecast') return { body: { ...report, forecast: report.forecast } };
    const { path: _path, ...end } = report.forecast;
    return { body: { ...report, forecast: end } };
  },
});

export const getMigrationReport = route({
  method: 'GET',
  path: '/api/v1/reports/migration',
  summary: `What a change did: as many days before it as after it, at most ${MAX_DAYS}`,
  access: 'workspace.read',
  query: migrationQuerySchema,
  response: z.strictObject({
    ...{ workspace: z.string(), zone: z.string(), on: z.string(), days: z.int(), before: days, after: days },
    isRunning: z.boolean(),
    ...{ figures, since },
    savedUsd: usd
      .optional()
      .describe('What the requests after it would have cost more at the price of one before'),
    movers,
  }),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await migrationReport(caller, query, new Date()) }),
});

export const getReportSchedule = route({
  method: 'GET',
  path: '/api/v1/reports/schedule',
  summary: 'Who gets the monthly report of a workspace by mail, and what became of the last',
  access: 'config.read',
  query: ofWorkspace,
  response: z.strictObject({ schedule: scheduleSchema }),
  errors: [404],
  handle: async ({ query, caller }) => {
    const schedule = await getSchedule(caller, query.workspace);
    if (schedule === undefined)
      throw new GatewayError('not_found', 'Nobody gets the report of this workspace.');
    return { body: { schedule } };
  },
});

export const putReportSchedule = route({
  method: 'PUT',
  path: '/api/v1/reports/schedule',
  summary: 'Send the monthly report of a workspace by mail, on the first at 08:00 of its zone',
  access: 'config.publish',
  body: saveScheduleSchema,
  response: z.strictObject({ schedule: scheduleSchema }),
  errors: [404],
  handle: async ({ body, caller }) => ({ body: { schedule: await saveSchedule(caller, body) } }),
});

export const deleteReportSchedule = route({
  method: 'DELETE',
  path: '/api/v1/reports/schedule',
  summary: 'Send the monthly report of a workspace to nobody',
  access: 'config.publish',
  query: ofWorkspace,
  response: z.strictObject({ workspace: z.string() }),
  errors: [404],
  handle: async ({ query, caller }) => {
    await removeSchedule(caller, query.workspace);
    return { body: query };
  },
});

export const postReportTest = route({
  method: 'POST',
  path: '/api/v1/reports/schedule/test',
  summary: 'Send the last month’s report now to those who are to get it, and tell how that went',
  access: 'config.publish',
  body: ofWorkspace,
  response: z.strictObject({ ok: z.boolean(), detail: z.string() }),
  errors: [404],
  handle: async ({ body, caller }) => {
    const { ok, detail } = await testReport(caller, body.workspace, new Date());
    return { body: { ok, detail } };
  },
});
