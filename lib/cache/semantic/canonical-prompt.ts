import {
  BEGINNERS,
  CANONICAL_WORD,
  CLOSERS,
  CONTRACTIONS,
  EMPTY_WORDS,
  GREETING,
  OPENERS,
  SAME_BEGINNINGS,
} from './word-tables';

/** Words, numbers with their inner points, and every other sign by itself: `C++`, `-5`, `$5` and `5 %` are each their own. */
const TOKEN = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*|\d+(?:[.,:/]\d+)*|[^\s\p{L}\p{M}\d]/gu;
const SENTENCE_SIGNS: ReadonlySet<string> = new Set(['.', ',', '!', '?', '…']);
const THOUSANDS = /^\d{1,3}(,\d{3})+$/;

/** A capital letter tells a name from a word, but at the beginning of a sentence only where the word is not known to begin some. */
function tokensOf(text: string): string[] {
  let atStart = true;
  return [...text.matchAll(TOKEN)].map(([token]) => {
    const isFirst = atStart;
    atStart = /^[.!?:]$/.test(token);
    const lower = token.toLowerCase();
    return token === 'I' || (isFirst && BEGINNERS.has(lower)) ? lower : token;
  });
}

const BEGINNINGS = SAME_BEGINNINGS.flatMap(([first = '', ...others]) =>
  others.map((other) => ({ words: other.split(' '), first: first.split(' ') })),
);

const startsWith = (tokens: readonly string[], words: readonly string[]) =>
  tokens.length > words.length && words.every((word, at) => tokens[at] === word);

function endsWith(tokens: readonly string[], words: readonly string[]): boolean {
  const from = tokens.length - words.length;
  return from > 0 && words.every((word, at) => tokens[from + at]?.toLowerCase() === word);
}

/** Without what is said around the request. */
function core(tokens: readonly string[]): readonly string[] {
  const same = BEGINNINGS.find(({ words }) => startsWith(tokens, words));
  if (same !== undefined) return core([...same.first, ...tokens.slice(same.words.length)]);
  const opener = OPENERS.find(
    ({ words, before }) => startsWith(tokens, words) && (before?.has(tokens[words.length] ?? '') ?? true),
  );
  if (opener !== undefined) return core(tokens.slice(opener.words.length));
  const closer = CLOSERS.find(({ words }) => endsWith(tokens, words));
  return closer === undefined ? tokens : core(tokens.slice(0, -closer.words.length));
}

function canonicalWord(token: string): string {
  if (THOUSANDS.test(token)) return token.replaceAll(',', '');
  return CANONICAL_WORD.get(token) ?? token;
}

/**
 * What a prompt asks for, word by word: without politeness and articles, spelt in one way. Numbers, units, names,
 * negations, prepositions, tenses, plurals and their order all stay. Pure.
 */
export function canonicalPrompt(prompt: string): string[] {
  const text = CONTRACTIONS.reduce(
    (sofar, [from, to]) => sofar.replace(from, to),
    prompt.normalize('NFC').replace(GREETING, ''),
  );
  const spoken = tokensOf(text).filter((token) => !SENTENCE_SIGNS.has(token));
  return core(spoken)
    .filter((token) => !EMPTY_WORDS.has(token))
    .map(canonicalWord);
}
