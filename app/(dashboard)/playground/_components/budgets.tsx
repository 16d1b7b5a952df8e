import { listPlaygroundBudgets } from '@/lib/playground/list-budgets';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import type { Viewer } from '@/lib/users/viewer';
import { BudgetLine } from './budget-line';
import { sayWord } from '@/lib/i18n/say-word';

function words(t: T, { name, spentUsd, limitUsd, period, mode }: BudgetStatus): string {
  const spent =
    spentUsd === null
      ? t('not added up yet')
      : t('{spentUsd} spent', { spentUsd: formatTotalUsd(spentUsd, t.locale) });
  const limit = t('{mode} limit of {limitUsd} {period}', {
    mode: sayWord(t, mode),
    limitUsd: formatTotalUsd(limitUsd, t.locale),
    period: period === 'total' ? t('in all') : sayWord(t, period),
  });
  return t('Budget “{name}”: {spent}, {limit}.', { name, spent, limit });
}

interface BudgetsProps {
  viewer: Viewer;
  workspaceId: string;
  now: Date;
}

/** What the playground may spend. */
export async function Budgets({ viewer, workspaceId, now }: BudgetsProps) {
  const t = await getT();
  const { budgets, tag, proposal } = await listPlaygroundBudgets(viewer, workspaceId, now);
  return <BudgetLine budgets={budgets.map((one) => words(t, one))} tag={tag} proposal={proposal} />;
}
