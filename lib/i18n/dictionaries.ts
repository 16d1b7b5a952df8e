import 'server-only';
import type { Locale } from './locale';
import places from './messages/en.json';
import translations from './messages/vi.json';
import type { Dictionary } from './t';

const vi: Dictionary = translations;

const inBrowser = new Set(
  Object.entries<string>(places).flatMap(([text, place]) => (place === 'browser' ? [text] : [])),
);

const DICTIONARIES: Record<Exclude<Locale, 'en'>, Dictionary> = { vi };
const FOR_BROWSERS: Record<Exclude<Locale, 'en'>, Dictionary> = {
  vi: Object.fromEntries(Object.entries(vi).filter(([text]) => inBrowser.has(text))),
};

/** Every text of a language; undefined for English, whose texts stand in the code. */
export function dictionaryOf(locale: Locale): Dictionary | undefined {
  return locale === 'en' ? undefined : DICTIONARIES[locale];
}

/** The texts that components in the browser show: sent with the page as data. */
export function browserDictionaryOf(locale: Locale): Dictionary | undefined {
  return locale === 'en' ? undefined : FOR_BROWSERS[locale];
}
