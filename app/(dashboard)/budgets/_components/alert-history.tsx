import { formatInstant } from '@/components/format/instant';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../page-view';

/** Which percentages were reached when, newest first; once each in a window. */
export function AlertHistory({ budgets, view }: { budgets: readonly BudgetStatus[]; view: PageView }) {
  const alerts = budgets
    .flatMap((budget) => budget.alerts.map((alert) => ({ ...alert, budget })))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.percent - a.percent);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Alerts in these windows</CardTitle>
      </CardHeader>
      {alerts.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">None: no budget has reached one of its percentages.</p>
      ) : (
        <Table label="Alerts of budgets">
          <thead>
            <tr>
              <Th>When ({view.range.zone})</Th>
              <Th>Budget</Th>
              <Th numeric>Reached</Th>
              <Th numeric>Spent by then</Th>
            </tr>
          </thead>
          <tbody>
            {alerts.map(({ budget, percent, at, spentUsd }) => (
              <tr key={`${budget.id} ${percent}`}>
                <Td>{formatInstant(at, view.range.zone)}</Td>
                <Td>{budget.name}</Td>
                <Td numeric>{percent} %</Td>
                <Td numeric title={formatExactUsd(spentUsd)} data-exact={spentUsd}>
                  {formatAmountUsd(spentUsd)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
