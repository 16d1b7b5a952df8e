const SCRIPTS = ['latin', 'marked', 'cyrillic', 'arabic', 'indic', 'thai', 'cjk'] as const;
/** Kinds of letters by which vocabularies differ most in what they make of a text. */
export type Script = (typeof SCRIPTS)[number];

/** First code units of ranges, the last first; spaces, figures and signs are of no script. */
const RANGES: readonly (readonly [first: number, script: Script | undefined])[] = [
  [0xd800, undefined],
  [0x2e80, 'cjk'],
  [0x1e00, 'marked'],
  [0xe00, 'thai'],
  [0x900, 'indic'],
  [0x590, 'arabic'],
  [0x370, 'cyrillic'],
  [0x80, 'marked'],
  [0x41, 'latin'],
];
/** Enough to tell. */
const LOOKED_AT = 300;

/** Latin with a mark on every so manyth letter is Vietnamese, Czech, Turkish; on fewer, much like English. */
const LETTERS_A_MARK = 12;

/** The script of which a text has the most characters, as far as its beginning tells; neighbours are told as one. */
export function scriptOf(text: string): Script {
  const counts: Record<Script, number> = {
    latin: 0,
    marked: 0,
    cyrillic: 0,
    arabic: 0,
    indic: 0,
    thai: 0,
    cjk: 0,
  };
  const end = Math.min(text.length, LOOKED_AT);
  for (let at = 0; at < end; at += 1) {
    const script = scriptOfCode(text.charCodeAt(at));
    if (script !== undefined) counts[script] += 1;
  }
  if (counts.marked * LETTERS_A_MARK > counts.latin) counts.marked += counts.latin;
  return SCRIPTS.reduce((most, script) => (counts[script] > counts[most] ? script : most));
}

function scriptOfCode(code: number): Script | undefined {
  return RANGES.find(([first]) => code >= first)?.[1];
}
