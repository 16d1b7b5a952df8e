import { Empty } from '@/components/charts/empty';
import { listBudgetStatus } from '@/lib/budgets/list-status';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';
import { AlertHistory } from './alert-history';
import { BudgetCard } from './budget-card';

/** Every budget of the workspace, and the percentages that were reached. */
export async function BudgetList({ view }: { view: PageView }) {
  const t = await getT();
  const budgets = await listBudgetStatus(view.viewer, view.workspace.id, view.now);
  if (budgets.length === 0) {
    return (
      <Empty title={t('No budget in this workspace')}>
        {t(
          'Create one below, or under “budgets” in the configuration file: a limit for the workspace, a team, a user, a key, a model or a tag.',
        )}
      </Empty>
    );
  }
  return (
    <>
      <ul className="grid gap-4 lg:grid-cols-2">
        {budgets.map((budget) => (
          <li key={budget.id} className="min-w-0">
            <BudgetCard budget={budget} view={view} />
          </li>
        ))}
      </ul>
      <AlertHistory budgets={budgets} view={view} />
    </>
  );
}
