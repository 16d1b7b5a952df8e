import { localDay } from '@/lib/analytics/range';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import type { PageView } from '../../page-view';

const FILTERS = { team: 'team', user: 'user', key: 'key', model: 'model', tag: 'tag' } as const;

/** The request log with the rows that count towards a budget in its current window. */
export function requestsHref({ scope, startsAt, resetsAt }: BudgetStatus, view: PageView): string {
  const filter = scope.kind === 'workspace' ? {} : { [FILTERS[scope.kind]]: scope.value };
  if (resetsAt === null) return view.href('/requests', filter);
  const { zone } = view.range;
  const span = { range: 'custom', from: localDay(startsAt, zone), to: localDay(view.now, zone) };
  return view.href('/requests', { ...filter, ...span });
}
