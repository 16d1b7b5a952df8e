import { z } from 'zod';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import type { TollgateApi } from './api';
import type { Arguments } from './read-arguments';
import { columns, show } from './show';

const reportSchema = z.looseObject({
  month: z.string(),
  before: z.string(),
  isRunning: z.boolean(),
  zone: z.string(),
  figures: z.array(
    z.object({ metric: z.string(), before: z.string().optional(), after: z.string().optional() }),
  ),
  savings: z.object({ model: z.string(), savedUsd: z.string() }).optional(),
  since: z.string().optional(),
  movers: z.array(
    z.object({ by: z.string(), rows: z.array(z.object({ key: z.string(), changeUsd: z.string() })) }),
  ),
  incidents: z.array(z.unknown()),
});

/** A month in figures, or what came before and after a change. */
export function reportCommand(api: TollgateApi, args: Arguments): Promise<void> {
  return args.options.on === undefined ? monthly(api, args) : migration(api, args);
}

const daysSchema = z.object({ firstDay: z.string(), lastDay: z.string() });
const migrationSchema = reportSchema.pick({ figures: true, since: true }).extend({
  ...{ before: daysSchema, after: daysSchema, savedUsd: z.string().optional() },
});

async function migration(api: TollgateApi, { options }: Arguments): Promise<void> {
  const { on, days, workspace } = options;
  const query = new URLSearchParams(
    Object.entries({ on, days, workspace }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const report = await api.manage(migrationSchema, 'GET', `/reports/migration?${query}`);
  const { before, after, figures, since, savedUsd } = report;
  show(options.json, report, () => [
    `${before.firstDay} to ${before.lastDay} against ${after.firstDay} to ${after.lastDay}`,
    '',
    ...columns([
      ['METRIC', 'BEFORE', 'AFTER'],
      ...figures.map((row) => [row.metric, row.before ?? '–', row.after ?? '–']),
    ]),
    ...sinceWords(since),
    ...(savedUsd === undefined
      ? []
      : ['', `At the cost of a request before: ${formatTotalUsd(savedUsd)} saved`]),
  ]);
}

async function monthly(api: TollgateApi, { options }: Arguments): Promise<void> {
  const query = new URLSearchParams();
  if (options.workspace !== undefined) query.set('workspace', options.workspace);
  if (options.month !== undefined) query.set('month', options.month);
  const report = await api.manage(reportSchema, 'GET', `/reports/monthly?${query}`);
  const { month, before, isRunning, zone, figures, since, savings, movers, incidents } = report;
  show(options.json, report, () => [
    `${month}${isRunning ? ' so far' : ''}, against ${before}, months in ${zone}`,
    '',
    ...columns([
      ['METRIC', before, month],
      ...figures.map((row) => [row.metric, row.before ?? '–', row.after ?? '–']),
    ]),
    ...sinceWords(since),
    '',
    ...(savings === undefined
      ? []
      : [`Against everything on ${savings.model}: ${formatTotalUsd(savings.savedUsd)} saved`]),
    ...movers.flatMap(({ by, rows }) =>
      rows.slice(0, 3).map(({ key, changeUsd }) => `${by} ${key || '(none)'}: ${formatTotalUsd(changeUsd)}`),
    ),
    `${incidents.length} incidents`,
  ]);
}

/** Why the two columns cannot be compared. */
const sinceWords = (since: string | undefined) => (since === undefined ? [] : [`No data before ${since}.`]);
