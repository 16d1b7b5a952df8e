import { configMarks } from '@/lib/analytics/config-marks';
import { eventMarks } from '@/lib/analytics/event-marks';
import type { Scope } from '@/lib/analytics/scope';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';

/** What was changed and what happened in a span, newest first, as marks on a chart, in the reader's words. Throws `forbidden`. */
export async function chartMarks(viewer: Viewer, scope: Scope) {
  const [t, changes, events] = await Promise.all([
    getT(),
    configMarks(viewer, scope),
    eventMarks(viewer, scope),
  ]);
  return [...changes, ...events]
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ at, label }) => ({ at: at.toISOString(), label: t.said(label) }));
}
