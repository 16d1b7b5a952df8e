import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { metricOf } from '@/lib/analytics/metrics';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { monthlyReport, type MonthlyReport } from '@/lib/reports/monthly-report';
import type { PageView } from '../../page-view';
import { formatMetric } from '../../spend/_components/format-metric';
import { Incidents } from './incidents';
import { Movers } from './movers';

/** One month in figures against the one before. */
export async function Report({ view, month }: { view: PageView; month: string }) {
  const report = await monthlyReport(view.viewer, { workspace: view.workspace.id, month }, view.now);
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>In figures</CardTitle>
          <CardNote>{report.isRunning ? 'the month is not over yet' : `against ${report.before}`}</CardNote>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          <Figures report={report} />
          <p className="text-sm">{savingsWords(report)}</p>
          {report.isRunning && <p className="text-sm">{forecastWords(report)}</p>}
        </CardBody>
      </Card>
      <Movers movers={report.movers} before={report.before} month={report.month} />
      <Incidents incidents={report.incidents} zone={report.zone} />
    </>
  );
}

function Figures({ report: { figures, before, month } }: { report: MonthlyReport }) {
  return (
    <Table label="Figures of the month">
      <thead>
        <tr>
          <Th>Metric</Th>
          <Th numeric>{before}</Th>
          <Th numeric>{month}</Th>
          <Th numeric>Change</Th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ metric, before: old, after, change }) => (
          <tr key={metric}>
            <Td>{metricOf(metric).label}</Td>
            <Td numeric title={old}>
              {formatMetric(old, metricOf(metric).unit)}
            </Td>
            <Td numeric title={after} data-exact={after}>
              {formatMetric(after, metricOf(metric).unit)}
            </Td>
            <Td numeric>{changeWords(change)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function changeWords(change: number | undefined): string {
  if (change === undefined) return '–';
  return `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(1)} %`;
}

function savingsWords({ savings }: MonthlyReport): string {
  if (savings === undefined) return 'No model has a price to compare with.';
  const { model, savedUsd, percent } = savings;
  const share = percent === undefined ? '' : ` (${percent} %)`;
  return savedUsd.startsWith('-')
    ? `Everything on ${model} would have been ${formatTotalUsd(savedUsd.slice(1))} cheaper${share}.`
    : `Against everything on ${model}, ${formatTotalUsd(savedUsd)} were saved${share}.`;
}

function forecastWords({ forecast }: MonthlyReport): string {
  if (forecast === undefined) return '';
  if (forecast.kind === 'too-short')
    return `No forecast yet: ${forecast.days} of the ${forecast.needed} days that it needs are on the books.`;
  const [usd, low, high] = [forecast.usd, forecast.lowUsd, forecast.highUsd].map((amount) =>
    formatTotalUsd(amount.toFixed(2)),
  );
  return `By the end of the month it may be ${usd}; with 80 % from ${low} to ${high}.`;
}
