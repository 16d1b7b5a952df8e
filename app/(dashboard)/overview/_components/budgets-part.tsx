import Link from 'next/link';
import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listBudgetStatus, type BudgetStatus } from '@/lib/budgets/list-status';
import { getT } from '@/lib/i18n/get-t';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { BudgetBar } from '../../budgets/_components/budget-bar';
import { BudgetBurnDown } from '../../budgets/_components/budget-burn-down';
import { requestsHref } from '../../budgets/_components/requests-href';
import type { PartProps } from '../search-params';

const SHOWN = 3;

function Line({ budget, href }: { budget: BudgetStatus; href: string }) {
  const t = useT();
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap justify-between gap-x-3">
        <Link href={href} className="link min-w-0 break-words">
          {budget.name}
        </Link>
        <span className="text-ink-soft" data-exact={budget.spentUsd ?? undefined}>
          {budget.spentUsd === null
            ? t('not counted yet')
            : t('{spent} of {limit}', {
                spent: formatAmountUsd(budget.spentUsd, t.locale),
                limit: formatAmountUsd(budget.limitUsd, t.locale),
              })}
        </span>
      </p>
      <BudgetBar budget={budget} />
    </li>
  );
}

/** The budgets of which most is gone, and how the first of them burns down. */
export async function BudgetsPart({ view }: PartProps) {
  const t = await getT();
  const all = await listBudgetStatus(view.viewer, view.workspace.id, view.now);
  const budgets = all.toSorted((a, b) => (b.percent ?? -1) - (a.percent ?? -1));
  const [first] = budgets;
  return (
    <Card aria-label={t('Budgets')}>
      <CardHeader>
        <CardTitle>{t('Budgets')}</CardTitle>
        <CardNote>
          <Link href={view.href('/budgets')} className="link">
            {all.length > SHOWN ? t('All {count}', { count: all.length }) : t('Open')}
          </Link>
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {first === undefined ? (
          <p className="text-ink-soft">{t('None: nothing limits what is spent here.')}</p>
        ) : (
          <>
            <ul className="flex flex-col gap-3">
              {budgets.slice(0, SHOWN).map((budget) => (
                <Line key={budget.id} budget={budget} href={requestsHref(budget, view)} />
              ))}
            </ul>
            <BudgetBurnDown budget={first} view={view} />
          </>
        )}
      </CardBody>
    </Card>
  );
}
