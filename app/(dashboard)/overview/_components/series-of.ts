import { REST_STYLE, seriesStyle } from '@/components/charts/series-style';
import type { ChartSeries } from '@/components/charts/types';
import { OTHER_SERIES } from '@/lib/analytics/timeseries';

/** Requests that were refused, or that no model served, stand under this name. */
export const NO_MODEL = '(no model)';

/** How a model is drawn, here and on each other page. */
export function seriesOf(model: string): ChartSeries {
  const style = model === OTHER_SERIES || model === '' ? REST_STYLE : seriesStyle(model);
  return { key: model, label: model === '' ? NO_MODEL : model, style };
}
