import type { SeriesStyle } from './series-style';

const MARKS: readonly (string | undefined)[] = [
  undefined,
  'M-1 7 7 -1M-1 1 1 -1M5 7 7 5',
  'M-1 -1 7 7M-1 5 1 7M5 -1 7 1',
  'M0 3h6',
  'M3 0v6',
  'M0 0 6 6M6 0 0 6',
];

/** Colour with its hatching as an SVG pattern, so that series differ without colour too. */
export function SeriesPattern({ id, style }: { id: string; style: SeriesStyle }) {
  const mark = MARKS[style.pattern];
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill={style.colour} />
      {mark !== undefined && (
        <path d={mark} stroke="var(--surface)" strokeOpacity="0.4" strokeWidth="1.1" fill="none" />
      )}
    </pattern>
  );
}
