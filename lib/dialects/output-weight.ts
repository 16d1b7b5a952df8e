import { CJK_WORDS } from './cjk-words';

const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
/** What one token weighs: as much as so many characters of English or of code. */
const TOKEN = 4.1;

/** First code units of ranges above ASCII, ascending, and what a character there weighs, fitted to o200k_base. */
const WEIGHTS: readonly (readonly [first: number, weight: number])[] = [
  [0x80, 1.2],
  // Greek, Cyrillic, Armenian.
  [0x370, 1.05],
  // Hebrew and Arabic.
  [0x590, 1.2],
  [0x900, 1.25],
  // Thai, Lao and their neighbours, who write no spaces.
  [0xe00, 1.8],
  [0x10a0, 1.5],
  // Vietnamese: Latin with two marks.
  [0x1e00, 2],
  [0x2000, 3],
  [0x2e80, TOKEN],
  // Each half of an emoji.
  [0xd800, 2.3],
  [0xe000, 3],
  [0xf900, TOKEN],
  [0xfe00, 0.5],
  [0xff00, TOKEN],
];
/** The same for each sixteen characters: no range begins within them. */
const BY_SIXTEEN = Float64Array.from(
  { length: 0x1000 },
  (_, sixteen) => WEIGHTS.findLast(([first]) => first <= sixteen * 16)?.[1] ?? 1,
);
const CJK_FIRST = 0x2e80;
const CJK_LAST = 0xd7ff;
const FULL_WIDTH_FIRST = 0xff00;

/** Words by their characters: a step costs a look-up of a small number, and no text is cut out. */
class Node {
  isWord = false;
  readonly next = new Map<number, Node>();
}

const root = new Node();
for (const [length, text] of CJK_WORDS)
  for (let at = 0; at < text.length; at += length) {
    let node = root;
    for (let offset = 0; offset < length; offset += 1) {
      const code = text.charCodeAt(at + offset);
      const next = node.next.get(code) ?? new Node();
      node.next.set(code, next);
      node = next;
    }
    node.isWord = true;
  }

/**
 * How much a part of a text is, in characters of English: what a token stands for, about four of them, is much the same then
 * whatever the script. Bytes in UTF-8 are not: a token is 3.6 to 4.4 of them in Chinese and 6 to 9 in Russian or Hindi. For
 * text as it is, and as it stands in JSON.
 */
export function outputWeight(text: string, start = 0, end = text.length): number {
  let weight = end - start;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      if (code !== BACKSLASH || text.charCodeAt(at + 1) !== LETTER_U) continue;
      const escaped = Number.parseInt(text.slice(at + 2, at + 6), 16);
      if (!(escaped >= 0x80)) continue;
      weight += weightOf(escaped) - 6;
      at += 5;
      continue;
    }
    const length = isCjk(code) ? wordLength(text, at, end) : 1;
    weight += weightOf(code) - length;
    at += length - 1;
  }
  return weight;
}

function isCjk(code: number): boolean {
  return (code >= CJK_FIRST && code <= CJK_LAST) || code >= FULL_WIDTH_FIRST;
}

/** Characters of the longest word that begins here and is one token; 1: none does. */
function wordLength(text: string, at: number, end: number): number {
  let longest = 1;
  let node = root.next.get(text.charCodeAt(at));
  for (let to = at + 1; node !== undefined && to < end; to += 1) {
    node = node.next.get(text.charCodeAt(to));
    if (node?.isWord === true) longest = to + 1 - at;
  }
  return longest;
}

function weightOf(code: number): number {
  return BY_SIXTEEN[code >> 4] ?? 1;
}
