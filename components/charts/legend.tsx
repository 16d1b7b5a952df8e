import { useT } from '#i18n';
import { SeriesSwatch } from './series-swatch';
import type { ChartSeries } from './types';

export function Legend({ series, hasPrevious = false }: { series: ChartSeries[]; hasPrevious?: boolean }) {
  const t = useT();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft" aria-label={t('Series')}>
      {series.map(({ key, label, style }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <SeriesSwatch style={style} /> <span className="truncate">{label}</span>
        </li>
      ))}
      {hasPrevious && (
        <li className="flex items-center gap-1.5">
          <svg width="18" height="8" className="shrink-0" aria-hidden>
            <line x2="18" y1="4" y2="4" stroke="var(--ink-soft)" strokeWidth={1.5} strokeDasharray="2 4" />
          </svg>
          {t('Period before')}
        </li>
      )}
    </ul>
  );
}
