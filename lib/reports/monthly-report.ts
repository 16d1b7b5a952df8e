import { TZDate } from '@date-fns/tz';
import { min, startOfDay, subDays } from 'date-fns';
import { compareBaselines } from '@/lib/analytics/savings/compare-baselines';
import { comparePeriods, type PeriodChange } from '@/lib/analytics/compare-periods';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { localDay } from '@/lib/analytics/range';
import { computeBurnDown } from '@/lib/budgets/compute-burn-down';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Forecast } from '@/lib/forecast/forecast';
import { listEvents } from '@/lib/health/list-events';
import type { EventRow } from '@/lib/health/schemas';
import type { UsdString } from '@/lib/pricing/types';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { monthBefore, monthOf, monthSpan, type MonthSpan } from './month-span';
import { moversBetween, rangeOf, type MoversBy } from './movers-between';

export interface MonthlyReport {
  workspace: string;
  zone: string;
  month: string;
  before: string;
  /** It is not over yet. */
  isRunning: boolean;
  figures: PeriodChange[];
  /** First local day with data, where that lies within the month before: then nothing is said of a change. */
  since: string | undefined;
  /** Against everything on the dearest model, negative where that is cheaper; undefined where it has no price. */
  savings: { model: string; savedUsd: UsdString; percent: string | undefined } | undefined;
  movers: MoversBy[];
  /** Newest first, at most 50. */
  incidents: EventRow[];
  /** There were older ones than these. */
  moreIncidents: boolean;
  /** Of a month that runs. */
  forecast: Forecast | undefined;
}

const HISTORY_DAYS = 56;

/** A month in figures against the one before. Throws `forbidden`, `not_found`, and `invalid_request` for what is no month. */
export async function monthlyReport(
  viewer: Viewer,
  { workspace: workspaceId, month }: { workspace: string; month?: string | undefined },
  now: Date,
): Promise<MonthlyReport> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const zone = workspace.reportingZone;
  const span = spanOf(month ?? monthOf(now, zone), zone, now);
  const before = monthBefore(span, zone);
  const isRunning = now < span.to;
  const scope = { ...span, workspaceId: workspace.id };
  const [{ figures, since }, savings, movers, events, forecast] = await Promise.all([
    comparePeriods(viewer, scope, before),
    compareBaselines(viewer, scope, [], now),
    moversBetween(viewer, workspace.id, { before, after: span }),
    listEvents(viewer, { ...scope, filters: {} }),
    isRunning ? forecastOf(viewer, scope, zone, now) : undefined,
  ]);
  return {
    ...{ workspace: workspace.id, zone, month: span.month, before: before.month, isRunning },
    ...{
      figures,
      since,
      movers,
      incidents: events.rows,
      moreIncidents: events.older !== undefined,
      forecast,
    },
    savings: savingsOf(savings),
  };
}

function spanOf(month: string, zone: string, now: Date): MonthSpan {
  const span = monthSpan(month, zone, now);
  if (span === undefined)
    throw new GatewayError('invalid_request', 'A month that has begun is written as 2026-11.', {
      param: 'month',
    });
  return span;
}

async function forecastOf(
  viewer: Viewer,
  { workspaceId, from, to }: MonthSpan & { workspaceId: string },
  zone: string,
  now: Date,
): Promise<Forecast | undefined> {
  const start = min([from, startOfDay(subDays(new TZDate(now, zone), HISTORY_DAYS))]);
  const range = { ...rangeOf(new Date(start.getTime()), to, zone), workspaceId };
  const { points } = await explore(viewer, range, exploreQuerySchema.parse({ by: 'nothing' }), now);
  const all = points.flatMap(({ start: at, values }) => {
    const usd = Object.values(values)[0];
    return usd === undefined || at > now ? [] : [{ day: localDay(at, zone), usd }];
  });
  const first = all.findIndex(({ usd }) => usd !== '0');
  const days = first === -1 ? [] : all.slice(first);
  return computeBurnDown({ zone, startsAt: from, resetsAt: to, days, now }).forecast;
}

function savingsOf({ baselines }: Awaited<ReturnType<typeof compareBaselines>>): MonthlyReport['savings'] {
  const strong = baselines.find(({ end }) => end === 'strong');
  if (strong?.result.state !== 'priced') return undefined;
  const { differenceUsd, percent } = strong.result;
  return { model: strong.model, savedUsd: differenceUsd, percent };
}
