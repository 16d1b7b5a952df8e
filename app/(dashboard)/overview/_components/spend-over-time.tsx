import { TimeChart } from '@/components/charts/time-chart';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { configMarks } from '@/lib/analytics/config-marks';
import { OTHER_SERIES, SERIES_SHOWN, spendOverTime } from '@/lib/analytics/timeseries';
import { modelSeries } from '../../model-series';
import type { PartProps } from '../search-params';
import { NoTraffic } from './no-traffic';

export async function SpendOverTime({ view }: PartProps) {
  const [spend, seriesOf, changes] = await Promise.all([
    spendOverTime(view.viewer, view.scope, view.now),
    modelSeries(view.viewer),
    configMarks(view.viewer, view.range),
  ]);
  const top = spend.models > SERIES_SHOWN ? ` Top ${SERIES_SHOWN} of ${spend.models} models.` : '';
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>Spend over time</CardTitle>
          <CardNote>
            USD by model, per {spend.unit}, times in {spend.zone}.{top}
            {spend.unfinished && spend.series.length > 0 && ' The pale, dotted bar is not over yet.'}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        {spend.series.length === 0 ? (
          <NoTraffic view={view} />
        ) : (
          <TimeChart
            subject="Spend over time"
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
              marks: changes.map(({ at, label }) => ({ at: at.toISOString(), label })),
            }}
          />
        )}
      </CardBody>
    </Card>
  );
}
