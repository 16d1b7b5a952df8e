import { endsOf } from './hash-ngrams';
import { readOverlap } from './read-overlap';
import { optionStart, splitOptions } from './split-options';

/** What characters a part of a prompt is made of. */
interface Part {
  chars: number;
  words: number;
  letters: number;
  longestWord: number;
  longWords: number;
  digits: number;
  signs: number;
  capitals: number;
  maths: number;
  foreign: number;
  stops: number;
  commas: number;
  asks: number;
  blanks: number;
  quotes: number;
}

const LONG_WORD = 9;
const noPart = (): Part => ({
  ...{ chars: 0, words: 0, letters: 0, longestWord: 0, longWords: 0, digits: 0, signs: 0, capitals: 0 },
  ...{ maths: 0, foreign: 0, stops: 0, commas: 0, asks: 0, blanks: 0, quotes: 0 },
});

/** By ASCII code: the member of a part that a sign counts for. */
const KIND = new Map<number, 'maths' | 'stops' | 'commas' | 'asks' | 'blanks' | 'quotes'>();
for (const [kind, signs] of [
  ['maths', '=+*/^<>'],
  ['stops', '.'],
  ['commas', ','],
  ['asks', '?'],
  ['blanks', '_'],
  ['quotes', '"'],
] as const)
  for (const sign of signs) KIND.set(sign.charCodeAt(0), kind);

function endWord(part: Part, letters: number): void {
  part.words += 1;
  part.letters += letters;
  if (letters > part.longestWord) part.longestWord = letters;
  if (letters >= LONG_WORD) part.longWords += 1;
}

/** Adds the characters from `start` to before `end` to a part. */
function addPart(part: Part, text: string, start: number, end: number): void {
  let letters = 0;
  for (let place = start; place < end; place += 1) {
    const code = text.charCodeAt(place);
    const isCapital = code >= 65 && code <= 90;
    if (isCapital) part.capitals += 1;
    if (isCapital || (code >= 97 && code <= 122) || code > 191) {
      letters += 1;
      if (code > 127) part.foreign += 1;
      continue;
    }
    if (letters > 0) endWord(part, letters);
    letters = 0;
    if (code >= 48 && code <= 57) part.digits += 1;
    else if (code > 32) {
      part.signs += 1;
      const kind = KIND.get(code);
      if (kind !== undefined) part[kind] += 1;
    }
  }
  if (letters > 0) endWord(part, letters);
  part.chars += end - start;
}

interface Options {
  count: number;
  longest: number;
  shortest: number;
  squares: number;
  numeric: number;
  small: number;
}

function addOption(options: Options, part: Part, text: string, start: number, end: number): void {
  const [digits, words, before] = [part.digits, part.words, part.chars];
  addPart(part, text, start, end);
  const chars = part.chars - before;
  options.count += 1;
  options.longest = Math.max(options.longest, chars);
  options.shortest = options.count === 1 ? chars : Math.min(options.shortest, chars);
  options.squares += chars * chars;
  if (part.digits > digits && part.words - words <= 1) options.numeric += 1;
  const first = text.charCodeAt(text.charCodeAt(start) === 32 ? start + 1 : start);
  if (first >= 97 && first <= 122) options.small += 1;
}

const per = (part: number, whole: number) => part / Math.max(1, whole);

/** The form of a prompt as numbers: its sizes, signs and words, and those of the options it offers, if any. */
export function readForm(prompt: string): number[] {
  const text = endsOf(prompt);
  const body = noPart();
  const offered = noPart();
  const options: Options = { count: 0, longest: 0, shortest: 0, squares: 0, numeric: 0, small: 0 };
  let lines = 0;
  let lastSign = 0;
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const words = lines === 0 ? -1 : optionStart(text, start);
    if (words >= 0) addOption(options, offered, text, words, end);
    else {
      addPart(body, text, start, end);
      if (options.count === 0 && end > start) lastSign = text.charCodeAt(end - 1);
    }
    lines += 1;
    start = end + 1;
  }
  const mean = per(offered.chars, options.count);
  const split = splitOptions(text);
  return [
    ...[prompt.length, lines, body.chars, body.words, per(body.letters, body.words), body.longestWord],
    ...[per(body.longWords, body.words), body.digits, per(body.digits, body.chars), body.signs, body.maths],
    ...[per(body.capitals, body.chars), body.foreign + offered.foreign, body.stops, body.commas, body.asks],
    ...[body.blanks, body.quotes, lastSign === 63 ? 1 : 0, lastSign === 58 ? 1 : 0, lastSign === 46 ? 1 : 0],
    ...[options.count, offered.chars, options.longest, options.shortest, per(options.longest, mean)],
    ...[Math.sqrt(Math.max(0, per(options.squares, options.count) - mean * mean)), options.numeric],
    ...[options.small, offered.digits, per(offered.digits, offered.chars), offered.maths],
    ...[per(offered.capitals, offered.chars), per(offered.words, options.count), offered.longestWord],
    ...readOverlap(split.question, split.options),
  ];
}

/** How many numbers {@link readForm} gives. */
export const FORM_COLUMNS = readForm('').length;
