import { trafficByTask } from '@/lib/analytics/traffic/traffic-by-task';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { daysPassed } from '@/lib/planning/days-passed';
import { planFromTraffic } from '@/lib/planning/plan-from-traffic';
import { SCENARIO_PRESETS } from '@/lib/planning/scenario-presets';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { getPlan } from '@/lib/plans/list';
import { sumUsd } from '@/lib/pricing/money';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../page-view';
import { formatDay } from '@/components/format/day';

/** What the editor begins with, and what to say of it. */
export interface OpenedScenario {
  input: PlanInput;
  note?: string;
  problem?: string;
  /** The saved plan that it is, where the viewer may change it. */
  saved?: { id: string; name: string; shared: boolean; own: boolean };
}

/** The plan that an address names; where it names none that exists, an example and why. */
export async function openScenario(
  view: PageView,
  query: Record<string, string | undefined>,
): Promise<OpenedScenario> {
  const t = await getT();
  if (query['plan'] !== undefined) return openSaved(view, query['plan']);
  if (query['from_traffic'] === 'yes') return openTraffic(view);
  const preset = SCENARIO_PRESETS.find(({ id }) => id === query['preset']);
  if (preset !== undefined) return { input: preset.plan, note: preset.note };
  const asked = query['preset'] === undefined ? undefined : t('There is no such example. Showing another.');
  return { ...example(), ...(asked === undefined ? {} : { problem: asked }) };
}

function example(): OpenedScenario {
  const [, million] = SCENARIO_PRESETS;
  if (million === undefined) throw new Error('No example is left.');
  return { input: million.plan, note: million.note };
}

async function openSaved(view: PageView, id: string): Promise<OpenedScenario> {
  const t = await getT();
  try {
    const plan = await getPlan(view.viewer, id);
    if (plan.kind !== 'scenario')
      return { ...example(), problem: t('That plan is one of cost of ownership.') };
    const { name, shared, own, author } = plan;
    const note = own
      ? undefined
      : t('“{name}” is shared by {author}. Saved, a changed one is your own.', { name, author });
    return { input: plan.input, saved: { id, name, shared, own }, ...(note === undefined ? {} : { note }) };
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found')
      return { ...example(), problem: t('There is no such plan, or it is not shared with you.') };
    throw error;
  }
}

async function openTraffic(view: PageView): Promise<OpenedScenario> {
  const t = await getT();
  const traffic = await trafficByTask(view.viewer, view.scope);
  const input = planFromTraffic(traffic, daysPassed(view.range, view.now));
  const { firstDay, lastDay } = view.range;
  if (input === undefined)
    return {
      ...example(),
      problem: t('Nobody was answered from {firstDay} to {lastDay}. Showing an example.', {
        firstDay: formatDay(firstDay, t.locale),
        lastDay: formatDay(lastDay, t.locale),
      }),
    };
  const spent = formatTotalUsd(sumUsd(traffic.map(({ costUsd }) => costUsd)), t.locale);
  const note = t(
    'Traffic of {firstDay} to {lastDay}, for which {spent} are on the books, scaled to a month of 30 days. Tokens are the mean of each task; prices are those in force now, at short prompts’ tiers where a model has several.',
    { firstDay: formatDay(firstDay, t.locale), lastDay: formatDay(lastDay, t.locale), spent },
  );
  return { input, note };
}
