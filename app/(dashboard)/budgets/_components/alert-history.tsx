import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../page-view';

/** Which percentages were reached when, newest first; once each in a window. */
export function AlertHistory({ budgets, view }: { budgets: readonly BudgetStatus[]; view: PageView }) {
  const t = useT();
  const alerts = budgets
    .flatMap((budget) => budget.alerts.map((alert) => ({ ...alert, budget })))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.percent - a.percent);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Alerts in these windows')}</CardTitle>
      </CardHeader>
      {alerts.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">
          {t('None: no budget has reached one of its percentages.')}
        </p>
      ) : (
        <Table label={t('Alerts of budgets')}>
          <thead>
            <tr>
              <Th>{t('When ({zone})', { zone: view.range.zone })}</Th>
              <Th>{t('Budget')}</Th>
              <Th numeric>{t('Reached')}</Th>
              <Th numeric>{t('Spent by then')}</Th>
            </tr>
          </thead>
          <tbody>
            {alerts.map(({ budget, percent, at, spentUsd }) => (
              <tr key={`${budget.id} ${percent}`}>
                <Td>{formatInstant(at, view.range.zone, t.locale)}</Td>
                <Td>{budget.name}</Td>
                <Td numeric>{percent} %</Td>
                <Td numeric title={formatExactUsd(spentUsd, t.locale)} data-exact={spentUsd}>
                  {formatAmountUsd(spentUsd, t.locale)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
