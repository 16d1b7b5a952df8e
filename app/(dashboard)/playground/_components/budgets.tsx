import { listPlaygroundBudgets } from '@/lib/playground/list-budgets';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import type { Viewer } from '@/lib/users/viewer';
import { BudgetLine } from './budget-line';

function words({ name, spentUsd, limitUsd, period, mode }: BudgetStatus): string {
  const spent = spentUsd === null ? 'not added up yet' : `${formatTotalUsd(spentUsd)} spent`;
  const limit = `${mode} limit of ${formatTotalUsd(limitUsd)} ${period === 'total' ? 'in all' : period}`;
  return `Budget “${name}”: ${spent}, ${limit}.`;
}

interface BudgetsProps {
  viewer: Viewer;
  workspaceId: string;
  now: Date;
}

/** What the playground may spend. */
export async function Budgets({ viewer, workspaceId, now }: BudgetsProps) {
  const { budgets, tag, proposal } = await listPlaygroundBudgets(viewer, workspaceId, now);
  return <BudgetLine budgets={budgets.map(words)} tag={tag} proposal={proposal} />;
}
