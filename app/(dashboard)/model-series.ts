import { assignStyles, REST_STYLE, seriesStyle } from '@/components/charts/series-style';
import type { ChartSeries } from '@/components/charts/types';
import { modelNames } from '@/lib/analytics/model-names';
import { OTHER_SERIES } from '@/lib/analytics/timeseries';
import { msg } from '@/lib/i18n/t';
import type { Viewer } from '@/lib/users/viewer';

/** Requests that were refused, or that no model served, stand under this name. */
const NO_MODEL = msg('(no model)');

/** How each model is drawn, the same on each page. */
export async function modelSeries(viewer: Viewer): Promise<(model: string) => ChartSeries> {
  const styles = assignStyles(await modelNames(viewer));
  return (model) => {
    const nobody = model === OTHER_SERIES || model === '';
    const style = nobody ? REST_STYLE : (styles.get(model) ?? seriesStyle(model));
    return { key: model, label: model === '' ? NO_MODEL : model, style };
  };
}
