import { trafficShape } from '@/lib/analytics/traffic/traffic-shape';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { tcoFromTraffic } from '@/lib/planning/tco-from-traffic';
import { tcoSchema, type Tco } from '@/lib/planning/tco-schemas';
import { getPlan } from '@/lib/plans/list';
import type { PageView } from '../../page-view';
import { formatDay } from '@/components/format/day';

/** The assumptions that a page calculates with, and what to say of them. */
export interface OpenedTco {
  tco: Tco;
  note?: string;
  problems: string[];
  /** By field: what of the address is no such assumption. The figures are those of the values before it. */
  wrong: Record<string, string>;
  saved: { id: string; name: string; shared: boolean; own: boolean } | undefined;
}

const FIELDS = Object.keys(tcoSchema.shape);
const nothing = { problems: [], wrong: {}, saved: undefined };

/** From the address: fields of the form, a saved plan, or the traffic of the period; else the example. */
export async function openTco(view: PageView, query: Record<string, string | undefined>): Promise<OpenedTco> {
  const t = await getT();
  if (query['plan'] !== undefined) return openSaved(view, query['plan']);
  if (query['from_traffic'] === 'yes') return openTraffic(view);
  const given = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = query[field];
      return value === undefined || value.trim() === '' ? [] : [[field, value.trim()]];
    }),
  );
  const read = tcoSchema.safeParse(given);
  if (read.success) return { ...nothing, tco: read.data };
  const wrong = Object.fromEntries(zodProblems(read.error).map(({ path, message }) => [path, message]));
  const kept = Object.fromEntries(Object.entries(given).filter(([field]) => wrong[field] === undefined));
  const problems = [t('Some assumptions could not be read; the figures leave them as they are by default.')];
  return { ...nothing, tco: tcoSchema.catch(tcoSchema.parse({})).parse(kept), problems, wrong };
}

async function openSaved(view: PageView, id: string): Promise<OpenedTco> {
  const t = await getT();
  try {
    const plan = await getPlan(view.viewer, id);
    if (plan.kind === 'tco') {
      const { name, shared, own } = plan;
      return { ...nothing, tco: plan.input, saved: { id, name, shared, own } };
    }
    return { ...nothing, tco: tcoSchema.parse({}), problems: [t('That plan is one of scenarios.')] };
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'not_found') throw error;
    const problems = [t('There is no such plan, or it is not shared with you.')];
    return { ...nothing, tco: tcoSchema.parse({}), problems };
  }
}

async function openTraffic(view: PageView): Promise<OpenedTco> {
  const t = await getT();
  const input = tcoFromTraffic(await trafficShape(view.viewer, view.scope), view.range, view.now);
  const { firstDay, lastDay } = view.range;
  if (input === undefined) {
    const problems = [
      t('No tokens were used from {firstDay} to {lastDay}. Showing the example.', {
        firstDay: formatDay(firstDay, t.locale),
        lastDay: formatDay(lastDay, t.locale),
      }),
    ];
    return { ...nothing, tco: tcoSchema.parse({}), problems };
  }
  const note = t(
    'Tokens, their mix, their mean price and the busiest hour are those of {firstDay} to {lastDay}, scaled to a month of 30 days.',
    { firstDay: formatDay(firstDay, t.locale), lastDay: formatDay(lastDay, t.locale) },
  );
  return { ...nothing, tco: tcoSchema.parse(input), note };
}
