import type { T } from '@/lib/i18n/t';

/** Reads an address word by word, and keeps a sentence for each that it leaves out. */
export interface AddressReader {
  /** One of a few words: the one that is there, else `usual`, which is the first if not said. */
  choice: <Choice extends string>(
    name: string,
    choices: readonly [Choice, ...Choice[]],
    usual?: NoInfer<Choice>,
  ) => Choice;
  /** What a word names, as it was looked up; undefined says that there is none. */
  thing: <Thing>(name: string, found: Thing | undefined) => Thing | undefined;
  problems: string[];
}

/** Pure but for its list of problems. */
export function readAddress(t: T, query: Record<string, string | undefined>): AddressReader {
  const problems: string[] = [];
  const isGiven = (name: string) => (query[name] ?? '') !== '';
  return {
    problems,
    choice: (name, choices, usual = choices[0]) => {
      const choice = choices.find((one) => one === query[name]);
      if (choice === undefined && isGiven(name))
        problems.push(t('“{name}” could not be read and is left out.', { name }));
      return choice ?? usual;
    },
    thing: (name, found) => {
      if (found === undefined && isGiven(name))
        problems.push(t('What “{name}” in the address names is not there; it is left out.', { name }));
      return found;
    },
  };
}
