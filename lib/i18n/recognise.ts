import type { Dictionary } from './t';

const PLACE = /\{(\d+)\}/;

/** Says in a language what our code has put together in English; undefined for a sentence that is not ours. */
export type Recognise = (sentence: string) => string | undefined;

const known = new WeakMap<Dictionary, Recognise>();

/** Sentences with `{0}` and so on are recognised by their words; what stands in a place is said the same way, or stays. */
export function recogniser(dictionary: Dictionary): Recognise {
  const before = known.get(dictionary);
  if (before !== undefined) return before;
  const patterns = Object.keys(dictionary)
    .filter((text) => PLACE.test(text))
    .sort((one, other) => other.length - one.length)
    .map((text) => ({ text, pattern: patternOf(text) }));
  const recognise: Recognise = (sentence) => {
    if (Object.hasOwn(dictionary, sentence)) return dictionary[sentence];
    for (const { text, pattern } of patterns) {
      const found = pattern.exec(sentence);
      if (found === null) continue;
      return dictionary[text]?.replaceAll(/\{(\d+)\}/g, (_, place: string) => {
        const words = found.groups?.[`p${place}`] ?? '';
        return isName(text, place, words) ? words : (recognise(words) ?? words);
      });
    }
    return undefined;
  };
  known.set(dictionary, recognise);
  return recognise;
}

/** What somebody called something: it stands in quotes, or is one word with a capital. */
const isName = (text: string, place: string, words: string) =>
  text.includes(`"{${place}}"`) || text.includes(`“{${place}}”`) || /^\p{Lu}\S*$/u.test(words);

function patternOf(text: string): RegExp {
  const parts = text.split(/(\{\d+\})/).map((part) => {
    const place = PLACE.exec(part)?.[1];
    return place === undefined ? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&') : `(?<p${place}>.*?)`;
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
