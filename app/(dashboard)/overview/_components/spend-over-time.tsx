import { TimeChart } from '@/components/charts/time-chart';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { OTHER_SERIES, SERIES_SHOWN, spendOverTime } from '@/lib/analytics/timeseries';
import { getT } from '@/lib/i18n/get-t';
import { chartMarks } from '../../chart-marks';
import { modelSeries } from '../../model-series';
import type { PartProps } from '../search-params';
import { NoTraffic } from './no-traffic';
import { sayWord } from '@/lib/i18n/say-word';

export async function SpendOverTime({ view }: PartProps) {
  const t = await getT();
  const [spend, seriesOf, marks] = await Promise.all([
    spendOverTime(view.viewer, view.scope, view.now),
    modelSeries(view.viewer),
    chartMarks(view),
  ]);
  const top =
    spend.models > SERIES_SHOWN
      ? t(' Top {SERIES_SHOWN} of {models} models.', { SERIES_SHOWN, models: spend.models })
      : '';
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('Spend over time')}</CardTitle>
          <CardNote>
            {t('USD by model, per {unit}, times in {zone}.{top}', {
              unit: sayWord(t, spend.unit),
              zone: spend.zone,
              top,
            })}
            {spend.unfinished && spend.series.length > 0 && t(' The pale, dotted bar is not over yet.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        {spend.series.length === 0 ? (
          <NoTraffic view={view} />
        ) : (
          <TimeChart
            isRange
            subject={t('Spend over time')}
            data={{
              series: spend.series.map((model) => ({
                ...seriesOf(model),
                rows: view.href('/requests', model === OTHER_SERIES || model === '' ? {} : { model }),
              })),
              points: spend.points,
              measure: 'usd',
              unit: spend.unit,
              zone: spend.zone,
              unfinished: spend.unfinished,
              marks,
            }}
          />
        )}
      </CardBody>
    </Card>
  );
}
