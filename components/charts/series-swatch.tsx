import { useId } from 'react';
import { SeriesPattern } from './series-pattern';
import type { SeriesStyle } from './series-style';

/** The little square that stands for a series in legends and tables. */
export function SeriesSwatch({ style }: { style: SeriesStyle }) {
  const id = useId();
  return (
    <svg width="12" height="12" className="shrink-0 rounded-xs" aria-hidden>
      <defs>
        <SeriesPattern id={id} style={style} />
      </defs>
      <rect width="12" height="12" fill={`url(#${id})`} />
    </svg>
  );
}
