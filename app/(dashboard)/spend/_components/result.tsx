import { Empty } from '@/components/charts/empty';
import { assignStyles, REST_STYLE, seriesStyle } from '@/components/charts/series-style';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { DIMENSIONS } from '@/lib/analytics/dimensions';
import { explore, type Explored } from '@/lib/analytics/explore';
import type { ExploreQuery } from '@/lib/analytics/explore-query';
import { metricOf } from '@/lib/analytics/metrics';
import { modelNames } from '@/lib/analytics/model-names';
import { OTHER } from '@/lib/analytics/other';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { chartMarks } from '../../chart-marks';
import type { PageView } from '../../page-view';
import { drillDown, exploreParams } from '../explore-params';
import { GroupTable } from './group-table';
import { OverTime } from './over-time';
import { sayWord } from '@/lib/i18n/say-word';

interface ResultProps {
  view: PageView;
  query: ExploreQuery;
}

/** Names, styles and rows of groups; models have the styles that they have on every page. */
async function seriesOf({ view, query }: ResultProps, { groups }: Explored) {
  const t = await getT();
  const styles = assignStyles(
    query.by === 'model' ? await modelNames(view.viewer) : groups.map(({ key }) => key),
  );
  const none = t(query.by === 'nothing' ? 'All' : DIMENSIONS[query.by].none);
  return groups.map(({ key, members }) => ({
    key,
    label: key === OTHER ? t('Other ({members})', { members }) : key === '' ? none : key,
    rows: view.href('/requests', drillDown(query, key).params),
    style: key === OTHER || key === '' ? REST_STYLE : (styles.get(key) ?? seriesStyle(key)),
  }));
}

/** Undefined while too much of it is still to come. */
async function whenAddedUp(answer: Promise<Explored>): Promise<Explored | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'overloaded') return undefined;
    throw error;
  }
}

/** The metric over time, and its table with the proof that it adds up. */
export async function Result({ view, query }: ResultProps) {
  const t = await getT();
  const [explored, marks] = await Promise.all([
    whenAddedUp(explore(view.viewer, view.scope, query, view.now)),
    chartMarks(view),
  ]);
  if (explored === undefined)
    return (
      <Empty title={t('Still being added up')}>
        {t('Totals of these two together come in some minutes. A shorter range may be there already.')}
      </Empty>
    );
  if (explored.groups.length === 0)
    return (
      <Empty title={t('Nothing in this range')}>{t('Take a filter away, or choose a longer range.')}</Empty>
    );
  const series = await seriesOf({ view, query }, explored);
  const metric = metricOf(query.metric);
  const { unit, zone, unfinished } = explored;
  const file = (format: string) =>
    view.href('/api/v1/export/spend', { workspace: view.workspace.id, ...exploreParams(query), format });
  return (
    <Card>
      <CardHeader className="flex-nowrap">
        <div className="min-w-0">
          <CardTitle>{t(metric.label)}</CardTitle>
          <CardNote>
            {t(metric.explain)}{' '}
            {explored.members > query.limit &&
              t('Top {limit} of {members}. ', { limit: query.limit, members: explored.members })}
            {t('Per {unit}, times in {zone}.', { unit: sayWord(t, unit), zone })}
            {unfinished && t(' The last one is not over yet.')} {t('A mark or a cell opens its requests.')}
          </CardNote>
        </div>
        <div className="flex gap-1">
          <Button size="sm" asChild>
            <a href={file('csv')}>{t('CSV')}</a>
          </Button>
          <Button size="sm" asChild>
            <a href={file('json')}>{t('JSON')}</a>
          </Button>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <OverTime metric={query.metric} explored={explored} series={series} marks={marks} />
        <GroupTable view={view} query={query} explored={explored} series={series} />
      </CardBody>
    </Card>
  );
}
