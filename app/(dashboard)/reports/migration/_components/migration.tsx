import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { migrationReport, type MigrationReport } from '@/lib/reports/migration-report';
import type { PageView } from '../../../page-view';
import { FiguresTable } from '../../_components/figures-table';
import { Movers } from '../../_components/movers';

/** What a change did: figures, models, keys and teams before and after it. */
export async function Migration({ view, on, days }: { view: PageView; on: string; days: number }) {
  const t = await getT();
  const report = await migrationReport(view.viewer, { workspace: view.workspace.id, on, days }, view.now);
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t('In figures')}</CardTitle>
          <CardNote>{spansWords(t, report)}</CardNote>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          <FiguresTable
            label={t('Before and after')}
            figures={report.figures}
            before={t('Before')}
            after={t('After')}
            since={report.since}
          />
          <p className="text-sm">{savedWords(t, report)}</p>
        </CardBody>
      </Card>
      <Movers movers={report.movers} before={t('Before')} month={t('After')} />
    </>
  );
}

function spansWords(t: T, { before, after, isRunning }: MigrationReport): string {
  const days = {
    ...{ beforeFirst: before.firstDay, beforeLast: before.lastDay },
    ...{ afterFirst: after.firstDay, afterLast: after.lastDay },
  };
  return isRunning
    ? t(
        '{beforeFirst} to {beforeLast} against {afterFirst} to {afterLast}, the last of which is not over yet',
        days,
      )
    : t('{beforeFirst} to {beforeLast} against {afterFirst} to {afterLast}', days);
}

function savedWords(t: T, { savedUsd }: MigrationReport): string {
  if (savedUsd === undefined) return t('There were no requests before, so nothing can be compared.');
  return savedUsd.startsWith('-')
    ? t('At the cost of a request before, those after it would have been {usd} cheaper.', {
        usd: formatTotalUsd(savedUsd.slice(1), t.locale),
      })
    : t('At the cost of a request before, those after it would have cost {usd} more.', {
        usd: formatTotalUsd(savedUsd, t.locale),
      });
}
