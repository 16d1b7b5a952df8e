import type { ChartMark } from '@/components/charts/types';
import { configMarks } from '@/lib/analytics/config-marks';
import { eventMarks } from '@/lib/analytics/event-marks';
import { failoverMarks } from '@/lib/analytics/failover-marks';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from './page-view';

/**
 * What was changed and what happened in the span of a page, newest first, as marks on a chart, in the reader's words;
 * failovers lead to the log of theirs. Throws `forbidden`.
 */
export async function chartMarks({ viewer, scope, href }: PageView): Promise<ChartMark[]> {
  const [t, changes, events, failovers] = await Promise.all([
    getT(),
    configMarks(viewer, scope),
    eventMarks(viewer, scope),
    failoverMarks(viewer, scope),
  ]);
  const linked = failovers.map(({ target, ...mark }) => ({
    ...mark,
    href: href('/health', { kind: 'failover', target }),
  }));
  return [...[...changes, ...events].map((mark) => ({ ...mark, href: undefined })), ...linked]
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ at, label, href: rows }) => ({ at: at.toISOString(), label: t.said(label), href: rows }));
}
