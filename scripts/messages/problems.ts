import { placesIn } from './places-in';
import type { Text } from './texts-of';

/** What is wrong with the translations of a language: missing, dead, or with other places than the English text. */
export function translationProblems(
  english: readonly string[],
  translations: Readonly<Record<string, string>>,
): string[] {
  const known = new Set(english);
  const dead = Object.keys(translations).filter((text) => !known.has(text));
  return [
    ...english.flatMap((text) => {
      const translation = translations[text];
      if (translation === undefined || translation === '') return [`not translated: “${text}”`];
      const [wanted, given] = [placesOf(text), placesOf(translation)];
      return wanted === given
        ? []
        : [`other places than in English (${wanted}): “${translation}” (${given})`];
    }),
    ...dead.map((text) => `translated, and used nowhere: “${text}”`),
  ];
}

/** What is wrong where texts are used: one that cannot be read, a value too few or too many. */
export function useProblems(texts: readonly Text[]): string[] {
  return texts.flatMap(({ text, place, values }) => {
    const wanted = placesOf(text);
    if (wanted.startsWith('!')) return [`${place}: ${wanted.slice(1)}`];
    const given = values?.toSorted().join(', ');
    return given === undefined || given === wanted
      ? []
      : [`${place}: “${text}” has the places (${wanted}) and is given (${given})`];
  });
}

function placesOf(message: string): string {
  try {
    return placesIn(message).join(', ');
  } catch (error) {
    return `!${error instanceof Error ? error.message : String(error)}`;
  }
}
