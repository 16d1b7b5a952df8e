import { assignStyles, REST_STYLE, seriesStyle } from '@/components/charts/series-style';
import type { ChartSeries } from '@/components/charts/types';
import { modelNames } from '@/lib/analytics/model-names';
import { OTHER_SERIES } from '@/lib/analytics/timeseries';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';

/** How each model is drawn, the same on each page. What was refused, or no model served, stands under “no model”. */
export async function modelSeries(viewer: Viewer): Promise<(model: string) => ChartSeries> {
  const t = await getT();
  const styles = assignStyles(await modelNames(viewer));
  return (model) => {
    const nobody = model === OTHER_SERIES || model === '';
    const style = nobody ? REST_STYLE : (styles.get(model) ?? seriesStyle(model));
    const label = model === '' ? t('(no model)') : model === OTHER_SERIES ? t('all other models') : model;
    return { key: model, label, style };
  };
}
