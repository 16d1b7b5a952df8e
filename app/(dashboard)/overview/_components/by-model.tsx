import { ShareChart } from '@/components/charts/share-chart';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { costByModel } from '@/lib/analytics/savings/cost-by-model';
import { getT } from '@/lib/i18n/get-t';
import { modelSeries } from '../../model-series';
import type { PartProps } from '../search-params';
import { ByModelTable } from './by-model-table';
import { NoTraffic } from './no-traffic';

const BARS = 12;

export async function ByModel({ view }: PartProps) {
  const t = await getT();
  const [byModel, seriesOf] = await Promise.all([
    costByModel(view.viewer, view.scope),
    modelSeries(view.viewer),
  ]);
  const bars = byModel.rows
    .filter((row) => row.costUsd !== '0')
    .slice(0, BARS)
    .map((row) => ({ ...seriesOf(row.model), value: row.costUsd }));
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('Spend by model')}</CardTitle>
          <CardNote>
            {t('Each attempt under the model that it went to. Days in {zone}.', { zone: view.range.zone })}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        {byModel.rows.length === 0 ? (
          <NoTraffic view={view} />
        ) : (
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,auto)]">
            {bars.length > 0 && (
              <ShareChart
                bars={bars}
                label={t('Spend by model, {bars} dearest, in USD', { bars: bars.length })}
              />
            )}
            <ByModelTable
              byModel={byModel}
              seriesOf={seriesOf}
              href={(model) => view.href('/requests', { model })}
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}
