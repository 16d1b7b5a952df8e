import { useT } from '#i18n';
import type { ChartSeries } from './types';

/** Strokes that differ without colour; by place in the chart, so that no two of one chart share one. */
const DASHES = ['', '6 3', '2 3', '9 3 2 3', '12 4', '4 4', '1 4', '8 2 2 2 2 2'] as const;

export function dashOf(index: number): string {
  return DASHES[index % DASHES.length] ?? '';
}

export function LineLegend({ series }: { series: ChartSeries[] }) {
  const t = useT();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft" aria-label={t('Series')}>
      {series.map(({ key, label, style }, index) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <svg width="26" height="8" className="shrink-0" aria-hidden>
            <line
              {...{ x1: 0, x2: 26, y1: 4, y2: 4 }}
              stroke={style.colour}
              strokeWidth={2}
              strokeDasharray={dashOf(index)}
            />
          </svg>
          <span className="truncate">{label}</span>
        </li>
      ))}
    </ul>
  );
}
