import { configMarks } from '@/lib/analytics/config-marks';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';

/** What was changed in a span, as marks on a chart, in the reader's words. Throws `forbidden`. */
export async function chartMarks(viewer: Viewer, range: { from: Date; to: Date }) {
  const [t, changes] = await Promise.all([getT(), configMarks(viewer, range)]);
  return changes.map(({ at, label }) => ({ at: at.toISOString(), label: t.said(label) }));
}
