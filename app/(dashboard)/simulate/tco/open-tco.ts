import { trafficShape } from '@/lib/analytics/traffic/traffic-shape';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { tcoFromTraffic } from '@/lib/planning/tco-from-traffic';
import { readTco } from '@/lib/planning/read-tco';
import { tcoSchema, type Tco } from '@/lib/planning/tco-schemas';
import { getPlan } from '@/lib/plans/list';
import type { PageView } from '../../page-view';
import { formatCount } from '@/components/format/count';
import { formatDay } from '@/components/format/day';

/** The assumptions that a page calculates with, and what to say of them. */
export interface OpenedTco {
  tco: Tco;
  note?: string;
  problems: string[];
  /** By field: what was typed that is no such assumption, and why. The figures are those of its default. */
  wrong: Record<string, { typed: string | undefined; message: string }>;
  saved: { id: string; name: string; shared: boolean; own: boolean } | undefined;
}

const FIELDS = Object.keys(tcoSchema.shape);
const nothing = { problems: [], wrong: {}, saved: undefined };

/** From the address: a saved plan, fields of the form (also on top of one), or the traffic of the period; else the example. */
export async function openTco(view: PageView, query: Record<string, string | undefined>): Promise<OpenedTco> {
  const t = await getT();
  if (query['from_traffic'] === 'yes') return openTraffic(view);
  const plan = query['plan'] === undefined ? undefined : await openSaved(view, query['plan']);
  const given = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = query[field];
      return value === undefined || value.trim() === '' ? [] : [[field, value.trim()]];
    }),
  );
  if (plan !== undefined && Object.keys(given).length === 0) return plan;
  const { tco, wrong } = readTco(given);
  const told = Object.entries(wrong).map(
    ([field, message]) => [field, { typed: given[field], message: t.said(message) }] as const,
  );
  const unread = t('Some assumptions could not be read; the figures leave them as they are by default.');
  return {
    tco,
    problems: [...(plan?.problems ?? []), ...(told.length === 0 ? [] : [unread])],
    wrong: Object.fromEntries(told),
    saved: plan?.saved,
  };
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
  const shape = await trafficShape(view.viewer, view.scope);
  const input = tcoFromTraffic(shape, view.range, view.now);
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
  const days = { firstDay: formatDay(firstDay, t.locale), lastDay: formatDay(lastDay, t.locale) };
  const notes = [
    input.inputUsd === undefined
      ? t(
          'Tokens, their mix and the busiest hour are those of {firstDay} to {lastDay}, scaled to a month of 30 days. The price is the example’s: what they cost is not known.',
          days,
        )
      : t(
          'Tokens, their mix, their mean price and the busiest hour are those of {firstDay} to {lastDay}, scaled to a month of 30 days.',
          days,
        ),
    ...(shape.uncosted === 0 || input.inputUsd === undefined
      ? []
      : [
          t('The price is that of the models whose cost is known: {count} attempts have none.', {
            count: formatCount(shape.uncosted, t.locale),
          }),
        ]),
  ];
  return { ...nothing, tco: tcoSchema.parse(input), note: notes.join(' ') };
}
