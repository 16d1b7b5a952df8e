import { charClass, CharClass } from './character-classes';

/** Longest piece: a tokenizer's regular expressions see no more than this at once. */
const PIECE_CHARS = 8_192;
/** Longest run of one class: merging within a run is quadratic in its length. */
const RUN_CHARS = 256;
/** Digits go in threes. */
const DIGIT_RUN_CHARS = 255;

/**
 * Cuts a text into pieces that byte-pair encoding can take one by one in linear time: before a word's
 * space or a number (where o200k_base cuts anyway, so counts stay the same) within 8,192 characters, and
 * through a run of letters, digits, spaces or signs after 256. Never inside a surrogate pair.
 */
export function* splitForTokenizer(text: string): Generator<string> {
  let start = 0;
  let wordStart = 0;
  let runStart = 0;
  let previous = -1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const kind = runClass(code);
    if (kind !== previous) {
      runStart = index;
      if (kind === LETTER && startsWord(text, index)) wordStart = index - 1;
      else if (kind === DIGIT && previous !== SPACE) wordStart = index;
    }
    previous = kind;
    let cut = -1;
    if (index - runStart >= (kind === DIGIT ? DIGIT_RUN_CHARS : RUN_CHARS)) cut = index;
    else if (index - start >= PIECE_CHARS) cut = wordStart > start ? wordStart : index;
    if (cut < 0 || isLowSurrogate(text.charCodeAt(cut))) continue;
    yield text.slice(start, cut);
    start = cut;
    runStart = Math.max(runStart, cut);
  }
  if (start < text.length) yield text.slice(start);
}

const LETTER = 0;
const DIGIT = 1;
const SPACE = 2;
const SIGN = 3;

function runClass(code: number): number {
  const kind = charClass(code);
  if (kind === CharClass.space || kind === CharClass.newline) return SPACE;
  if (kind === CharClass.digit) return DIGIT;
  return kind === CharClass.punctuation || kind === CharClass.symbol ? SIGN : LETTER;
}

/** A letter after exactly one plain space: the space belongs to the word. */
function startsWord(text: string, index: number): boolean {
  return text[index - 1] === ' ' && index > 1 && runClass(text.charCodeAt(index - 2)) !== SPACE;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
