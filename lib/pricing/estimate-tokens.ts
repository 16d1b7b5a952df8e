import { charClass, CharClass } from './character-classes';

/** Longest text that is read whole; of a longer one only samples of the same total length are. */
const READ_CHARS = 16_384;
const SAMPLES = 8;

/** Characters to a token within a word of a script, measured with o200k_base. */
const CHARS_PER_TOKEN: Readonly<Record<number, number>> = {
  [CharClass.latin]: 4.5,
  [CharClass.cyrillic]: 7,
  [CharClass.levantine]: 4,
  [CharClass.abugida]: 2.7,
};
const CHARS_PER_CJK_TOKEN = 1.4;
const CHARS_PER_SYMBOL_TOKEN = 1.35;
const CHARS_PER_PLAIN_TOKEN = 7;
/** Hashes, UUIDs, base64: letters and digits mixed. */
const CHARS_PER_MIXED_TOKEN = 1.7;
const CHARS_PER_PUNCTUATION_TOKEN = 3;
const CHARS_PER_SPACE_TOKEN = 64;

const SPACE = 0x20;

/**
 * Rough number of tokens of a text, for routing and reservations, never for a bill: within about 20 % of o200k_base
 * for prose and code. One pass of a few ns a character up to 16,384 characters, and flat from there, whatever the text
 * is: eight evenly spread samples stand for it. At least 1 for a text that is not empty.
 */
export function estimateTokens(text: string): number {
  if (text.length === 0) return 0;
  if (text.length <= READ_CHARS) return Math.max(1, Math.ceil(estimateRange(text, 0, text.length)));
  const sampleChars = READ_CHARS / SAMPLES;
  const stride = (text.length - sampleChars) / (SAMPLES - 1);
  let tokens = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const start = Math.floor(sample * stride);
    tokens += estimateRange(text, start, start + sampleChars);
  }
  return Math.max(1, Math.ceil((tokens / READ_CHARS) * text.length));
}

/** What has been seen of the word, number or run of signs that is being read. */
interface Run {
  length: number;
  digits: number;
  letters: number;
  /** Small letter to capital, as in camelCase. */
  humps: number;
  /** Highest class among its letters. */
  script: number;
}

function estimateRange(text: string, start: number, end: number): number {
  let tokens = 0;
  let previous = -1;
  let runLength = 0;
  const word: Run = { length: 0, digits: 0, letters: 0, humps: 0, script: 0 };
  for (let index = start; index < end; index += 1) {
    const kind = charClass(text.charCodeAt(index));
    if (kind === CharClass.lower && word.length === 0) {
      let to = endOfSmallLetters(text, index, end);
      if (isWordsEnd(text, to, end)) {
        // Most words of most prompts, and those that follow after one space, which costs nothing.
        tokens += runTokens(previous, runLength) + plainWordTokens(to - index);
        for (let next = nextPlainWord(text, to, end); next !== -1; next = nextPlainWord(text, to, end)) {
          tokens += plainWordTokens(next - to - 1);
          to = next;
        }
        runLength = 0;
        previous = kind;
        index = to - 1;
        continue;
      }
    }
    if (isOfWord(kind)) {
      if (word.length === 0) tokens += runTokens(previous, runLength);
      extend(word, kind, previous);
      runLength = 0;
    } else {
      if (word.length > 0) {
        tokens += wordTokens(word);
        clear(word);
      } else if (kind !== previous && !(kind === CharClass.space && previous === CharClass.newline)) {
        tokens += runTokens(previous, runLength);
        runLength = 0;
      }
      runLength += 1;
    }
    previous = kind === CharClass.space && previous === CharClass.newline ? CharClass.newline : kind;
  }
  return tokens + (word.length > 0 ? wordTokens(word) : runTokens(previous, runLength));
}

function isWordsEnd(text: string, at: number, end: number): boolean {
  return at >= end || !isOfWord(charClass(text.charCodeAt(at)));
}

/** Where the word of small letters ends that follows one space at `at`; -1 where something else follows. */
function nextPlainWord(text: string, at: number, end: number): number {
  const from = at + 1;
  if (from >= end || text.charCodeAt(at) !== SPACE || !isSmall(text.charCodeAt(from))) return -1;
  const to = endOfSmallLetters(text, from, end);
  return isWordsEnd(text, to, end) ? to : -1;
}

function isOfWord(kind: number): boolean {
  return kind >= CharClass.digit && kind <= CharClass.abugida;
}

function endOfSmallLetters(text: string, from: number, end: number): number {
  let to = from + 1;
  for (; to < end; to += 1) {
    if (!isSmall(text.charCodeAt(to))) break;
  }
  return to;
}

function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** One object for all words: a prompt has hundreds. */
function clear(word: Run): void {
  word.length = 0;
  word.digits = 0;
  word.letters = 0;
  word.humps = 0;
  word.script = 0;
}

function extend(word: Run, kind: number, previous: number): void {
  word.length += 1;
  if (kind === CharClass.digit) word.digits += 1;
  else word.letters += 1;
  if (kind === CharClass.upper && previous === CharClass.lower) word.humps += 1;
  if (kind > word.script) word.script = kind;
}

function wordTokens({ length, digits, letters, humps, script }: Run): number {
  if (letters === 0) return Math.ceil(length / 3);
  if (digits > 0 && length >= 4) return length / CHARS_PER_MIXED_TOKEN;
  const charsPerToken = CHARS_PER_TOKEN[script];
  if (charsPerToken !== undefined) return Math.ceil(length / charsPerToken);
  return Math.max(plainWordTokens(length), humps + 1);
}

function plainWordTokens(length: number): number {
  return length <= 8 ? 1 : Math.ceil(length / CHARS_PER_PLAIN_TOKEN);
}

function runTokens(kind: number, length: number): number {
  switch (kind) {
    case CharClass.space:
      return length === 1 ? 0 : Math.ceil(length / CHARS_PER_SPACE_TOKEN);
    case CharClass.newline:
      return Math.ceil(length / CHARS_PER_SPACE_TOKEN);
    case CharClass.punctuation:
      return Math.ceil(length / CHARS_PER_PUNCTUATION_TOKEN);
    case CharClass.cjk:
      return length / CHARS_PER_CJK_TOKEN;
    case CharClass.symbol:
      return length / CHARS_PER_SYMBOL_TOKEN;
    default:
      return 0;
  }
}
