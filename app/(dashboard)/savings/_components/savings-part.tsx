import { Empty } from '@/components/charts/empty';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { compareBaselines, MAX_BASELINES } from '@/lib/analytics/savings/compare-baselines';
import { judgeAgreement } from '@/lib/feedback/judge-agreement';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';
import { Problems } from '../../_components/problems';
import { Assumptions } from './assumptions';
import { BaselineChoice } from './baseline-choice';
import { BaselineTable } from './baseline-table';
import { CauseTable } from './cause-table';
import { OtherStrategies } from './other-strategies';

interface SavingsPartProps {
  view: PageView;
  wanted: readonly string[];
}

/** What was spent against each chosen model for everything, and by what the difference came about. */
export async function SavingsPart({ view, wanted }: SavingsPartProps) {
  const t = await getT();
  const [report, judges] = await Promise.all([
    compareBaselines(view.viewer, view.scope, wanted, view.now),
    judgeAgreement(view.viewer, view.scope),
  ]);
  if (report.models.length === 0)
    return (
      <Empty title={t('Nothing to compare with')}>
        {t('No model has a price yet. Add prices to the configuration.')}
      </Empty>
    );
  const chosen = report.baselines.map(({ model }) => model);
  return (
    <>
      <Problems
        problems={report.unknown.map((id) =>
          t('“{id}” is no model with a price, and is left out.', { id: id.slice(0, 60) }),
        )}
      />
      <BaselineChoice view={view} models={report.models} chosen={chosen} max={MAX_BASELINES} />
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{t('Spent, and on one model for everything')}</CardTitle>
            <CardNote>{t('Positive: saved. Negative: the one model would have been cheaper.')}</CardNote>
          </div>
        </CardHeader>
        <CardBody>
          <BaselineTable report={report} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{t('By what the difference came about')}</CardTitle>
            <CardNote>{t('Each column adds up to its difference, to the last digit.')}</CardNote>
          </div>
        </CardHeader>
        <CardBody>
          <CauseTable baselines={report.baselines} />
        </CardBody>
      </Card>
      <OtherStrategies report={report} judges={judges} />
      <Assumptions assumptions={report.assumptions} />
    </>
  );
}
