import { z } from 'zod';
import { comparePeriods, type PeriodChange } from '@/lib/analytics/compare-periods';
import { localDay } from '@/lib/analytics/range';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { UsdString } from '@/lib/pricing/types';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { MAX_DAYS, migrationSpans } from './migration-spans';
import { moversBetween, rangeOf, type MoversBy } from './movers-between';
import { savedAtSameVolume } from './saved-at-same-volume';

export const migrationQuerySchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  on: z
    .string()
    .max(20)
    .describe('2026-11-10: the first day after the change; left out: 7 days ago')
    .optional(),
  days: z.coerce.number().int().min(1).max(MAX_DAYS).default(30),
});

/** What a change of rules, models or providers did: as many days before it as after it. */
export interface MigrationReport {
  workspace: string;
  zone: string;
  /** First day after the change. */
  on: string;
  days: number;
  before: { firstDay: string; lastDay: string };
  after: { firstDay: string; lastDay: string };
  /** The days after are not over yet. */
  isRunning: boolean;
  figures: PeriodChange[];
  /** First local day with data, where that lies within the days before: then nothing is said of a change. */
  since: string | undefined;
  /** What the requests after it would have cost more at the price of a request before it; undefined without any before. */
  savedUsd: UsdString | undefined;
  movers: MoversBy[];
}

const DEFAULT_AGE_MS = 7 * 86_400_000;

/** Throws `forbidden`, `not_found`, ZodError, and `invalid_request` for a day that is none or has not begun. */
export async function migrationReport(
  viewer: Viewer,
  input: z.input<typeof migrationQuerySchema>,
  now: Date,
): Promise<MigrationReport> {
  const { workspace: id, on: wanted, days } = migrationQuerySchema.parse(input);
  const workspace = await openWorkspace(viewer, id);
  const zone = workspace.reportingZone;
  const on = wanted ?? localDay(new Date(now.getTime() - DEFAULT_AGE_MS), zone);
  const spans = migrationSpans(on, days, zone, now);
  if (spans === undefined)
    throw new GatewayError('invalid_request', 'A day that has begun is written as 2026-11-10.', {
      param: 'on',
    });
  const { before, after } = spans;
  const [{ figures, since }, movers] = await Promise.all([
    comparePeriods(viewer, { ...after, workspaceId: workspace.id }, before),
    moversBetween(viewer, workspace.id, spans),
  ]);
  const daysOf = ({ from, to }: { from: Date; to: Date }) => {
    const { firstDay, lastDay } = rangeOf(from, to, zone);
    return { firstDay, lastDay };
  };
  return {
    ...{ workspace: workspace.id, zone, on, days: spans.days, before: daysOf(before), after: daysOf(after) },
    ...{ isRunning: after.to > now, figures, since, savedUsd: savedAtSameVolume(figures), movers },
  };
}
