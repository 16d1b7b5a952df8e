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

function styleAt(slot: number, pattern: number): SeriesStyle {
  return { colour: `var(--s${slot % COLOURS})`, pattern: pattern % PATTERNS };
}

/** Style of a name that is on no list: colour and pattern come from the name alone. */
export function seriesStyle(name: string): SeriesStyle {
  const value = hash(name);
  return styleAt(value, Math.floor(value / COLOURS));
}

/** For what has no identity: "all other models". */
export const REST_STYLE: SeriesStyle = { colour: 'var(--ink-soft)', pattern: 0 };

/**
 * Styles of all names of one kind. Each takes the colour of its own hash, or the next one that no earlier name has:
 * the first twelve differ in colour, the next twelve repeat the colours with another hatching. A name appended to
 * the list changes nobody else's style, so pages that read the same list agree.
 */
export function assignStyles(names: readonly string[]): Map<string, SeriesStyle> {
  const styles = new Map<string, SeriesStyle>();
  let taken = new Set<number>();
  for (const name of names) {
    if (styles.has(name)) continue;
    if (taken.size === COLOURS) taken = new Set();
    let slot = hash(name) % COLOURS;
    while (taken.has(slot)) slot = (slot + 1) % COLOURS;
    taken.add(slot);
    const round = Math.floor(styles.size / COLOURS);
    styles.set(name, styleAt(slot, slot + round));
  }
  return styles;
}
