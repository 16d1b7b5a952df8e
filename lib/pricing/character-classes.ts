/** Kinds of characters that tokenizers treat alike. */
export const CharClass = {
  space: 0,
  newline: 1,
  punctuation: 2,
  digit: 3,
  lower: 4,
  upper: 5,
  /** Latin with marks, as in Vietnamese, French, Polish. */
  latin: 6,
  cyrillic: 7,
  /** Greek, Hebrew, Arabic. */
  levantine: 8,
  /** Indic scripts, Thai, Lao. */
  abugida: 9,
  /** Han, kana, hangul and their punctuation. */
  cjk: 10,
  /** Emoji and all else that needs two UTF-16 units, and symbols. */
  symbol: 11,
} as const;

export type CharClass = (typeof CharClass)[keyof typeof CharClass];

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => asciiClass(code));

/** First code units of ranges above ASCII, ascending, with their class. */
const RANGES: readonly (readonly [number, CharClass])[] = [
  [0x80, CharClass.symbol],
  [0xc0, CharClass.latin],
  [0x370, CharClass.levantine],
  [0x400, CharClass.cyrillic],
  [0x530, CharClass.levantine],
  [0x900, CharClass.abugida],
  [0x10a0, CharClass.levantine],
  [0x1e00, CharClass.latin],
  [0x1f00, CharClass.levantine],
  [0x2000, CharClass.symbol],
  [0x2e80, CharClass.cjk],
  [0xd800, CharClass.symbol],
  [0xf900, CharClass.cjk],
  [0xfb00, CharClass.levantine],
  [0xff00, CharClass.cjk],
  [0xfff0, CharClass.symbol],
];

/** Class of a UTF-16 code unit; each half of a surrogate pair is `symbol`. */
export function charClass(code: number): number {
  if (code < 128) return ASCII[code] ?? CharClass.symbol;
  let found: CharClass = CharClass.symbol;
  for (const [start, kind] of RANGES) {
    if (code < start) break;
    found = kind;
  }
  return found;
}

function asciiClass(code: number): CharClass {
  if (code === 10 || code === 13) return CharClass.newline;
  if (code <= 32 || code === 127) return CharClass.space;
  if (code >= 48 && code <= 57) return CharClass.digit;
  if (code >= 97 && code <= 122) return CharClass.lower;
  if (code >= 65 && code <= 90) return CharClass.upper;
  return CharClass.punctuation;
}
