import { z } from 'zod';
import { PERIOD_METRICS } from '@/lib/analytics/compare-periods';
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
const mover = z.strictObject({ key: z.string(), beforeUsd: usd, nowUsd: usd, changeUsd: usd });

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
    figures: z.array(
      z.strictObject({
        metric: z.enum(PERIOD_METRICS),
        before: z.string().optional(),
        after: z.string().optional(),
        change: z.number().optional().describe('0.1: 10 % more'),
      }),
    ),
    savings: z
      .strictObject({ model: z.string(), savedUsd: usd, percent: z.string().optional() })
      .optional()
      .describe('Against everything on the dearest model'),
    movers: z.array(z.strictObject({ by: z.enum(['model', 'key', 'team']), rows: z.array(mover) })),
    incidents: z.array(eventRow),
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
