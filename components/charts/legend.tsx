import { SeriesSwatch } from './series-swatch';
import type { ChartSeries } from './types';

export function Legend({ series }: { series: ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft" aria-label="Series">
      {series.map(({ key, label, style }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <SeriesSwatch style={style} /> <span className="truncate">{label}</span>
        </li>
      ))}
    </ul>
  );
}
