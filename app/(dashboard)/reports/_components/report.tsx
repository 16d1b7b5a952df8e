import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { getT } from '@/lib/i18n/get-t';
import { localDecimal } from '@/lib/i18n/number-marks';
import type { T } from '@/lib/i18n/t';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { monthlyReport, type MonthlyReport } from '@/lib/reports/monthly-report';
import type { PageView } from '../../page-view';
import { FiguresTable } from './figures-table';
import { Incidents } from './incidents';
import { Movers } from './movers';

/** One month in figures against the one before. */
export async function Report({ view, month }: { view: PageView; month: string }) {
  const t = await getT();
  const report = await monthlyReport(view.viewer, { workspace: view.workspace.id, month }, view.now);
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t('In figures')}</CardTitle>
          <CardNote>
            {report.isRunning
              ? t('the month is not over yet')
              : t('against {before}', { before: report.before })}
          </CardNote>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          <FiguresTable
            label={t('Figures of the month')}
            figures={report.figures}
            before={report.before}
            after={report.month}
            since={report.since}
          />
          <p className="text-sm">{savingsWords(t, report)}</p>
          {report.isRunning && <p className="text-sm">{forecastWords(t, report)}</p>}
        </CardBody>
      </Card>
      <Movers movers={report.movers} before={report.before} month={report.month} />
      <Incidents incidents={report.incidents} zone={report.zone} />
    </>
  );
}

function savingsWords(t: T, { savings }: MonthlyReport): string {
  if (savings === undefined) return t('No model has a price to compare with.');
  const { model, savedUsd, percent } = savings;
  const share = percent === undefined ? '' : ` (${localDecimal(percent, t.locale)} %)`;
  return savedUsd.startsWith('-')
    ? t('Everything on {model} would have been {savedUsd} cheaper{share}.', {
        model,
        savedUsd: formatTotalUsd(savedUsd.slice(1), t.locale),
        share,
      })
    : t('Against everything on {model}, {savedUsd} were saved{share}.', {
        model,
        savedUsd: formatTotalUsd(savedUsd, t.locale),
        share,
      });
}

function forecastWords(t: T, { forecast }: MonthlyReport): string {
  if (forecast === undefined) return '';
  if (forecast.kind === 'too-short')
    return t('No forecast yet: {days} of the {needed} days that it needs are on the books.', {
      days: forecast.days,
      needed: forecast.needed,
    });
  const write = (amount: number) => formatTotalUsd(amount.toFixed(2), t.locale);
  return t('By the end of the month it may be {usd}; with 80 % from {low} to {high}.', {
    usd: write(forecast.usd),
    low: write(forecast.lowUsd),
    high: write(forecast.highUsd),
  });
}
