import { TimeChart } from '@/components/charts/time-chart';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { SERIES_SHOWN, spendOverTime } from '@/lib/analytics/timeseries';
import { modelSeries } from '../../model-series';
import type { PartProps } from '../search-params';
import { NoTraffic } from './no-traffic';

export async function SpendOverTime({ view }: PartProps) {
  const [spend, seriesOf] = await Promise.all([
    spendOverTime(view.viewer, view.scope, view.now),
    modelSeries(view.viewer),
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
              series: spend.series.map(seriesOf),
              points: spend.points,
              unit: spend.unit,
              zone: spend.zone,
              unfinished: spend.unfinished,
            }}
          />
        )}
      </CardBody>
    </Card>
  );
}
