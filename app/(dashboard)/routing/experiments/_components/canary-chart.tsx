import { LineChart } from '@/components/charts/line-chart';
import { assignStyles } from '@/components/charts/series-style';
import { armsOverTime } from '@/lib/canary/arms-over-time';
import { sentenceOf } from '@/lib/canary/event-words';
import type { CanaryView } from '@/lib/canary/schemas';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../../page-view';

const ARMS = ['canary', 'control'];

/** Error rate of both arms since the canary began, with a mark for each of its steps. */
export async function CanaryChart({ canary, view }: { canary: CanaryView; view: PageView }) {
  const t = await getT();
  const { id, createdAt, events } = canary;
  const span = { from: createdAt, to: view.now };
  const { points, bucketMinutes } = await armsOverTime(view.viewer, id, span);
  if (points.length === 0) return null;
  const styles = assignStyles(ARMS);
  return (
    <LineChart
      subject={t('Error rate of {id} and its control', { id })}
      data={{
        measure: 'share',
        unit: `${bucketMinutes} minutes`,
        zone: view.range.zone,
        unfinished: canary.phase === 'ramping' || canary.phase === 'held',
        points,
        series: ARMS.map((key) => ({
          key,
          label: key,
          style: styles.get(key) ?? { colour: 'var(--ink-soft)', pattern: 0 },
        })),
        marks: events.map(({ at, kind, toPercent }) => ({
          at: at.toISOString(),
          label: sentenceOf(id, kind, toPercent),
        })),
      }}
    />
  );
}
