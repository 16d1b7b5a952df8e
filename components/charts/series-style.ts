export const COLOURS = 12;
export const PATTERNS = 6;

export interface SeriesStyle {
  /** CSS colour that follows the theme. */
  colour: string;
  /** Hatching laid over the colour; 0 is plain. */
  pattern: number;
}

/** FNV-1a, 32 bit: the same name gives the same number on each page, in each process, for ever. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

/** Colour and pattern of a series: a property of its name, so that a model looks the same wherever it is drawn. */
export function seriesStyle(name: string): SeriesStyle {
  const value = hash(name);
  return { colour: `var(--s${value % COLOURS})`, pattern: Math.floor(value / COLOURS) % PATTERNS };
}

/** For what has no identity: "all other models". */
export const REST_STYLE: SeriesStyle = { colour: 'var(--ink-soft)', pattern: 0 };
