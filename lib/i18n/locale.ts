/** Languages of the pages. Text stands in English in the code; the others have a file in `messages`. */
export const LOCALES = ['en', 'vi'] as const;

export type Locale = (typeof LOCALES)[number];

/** What each calls itself: the one text that is the same in every language. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', vi: 'Tiếng Việt' };

/** The cookie with the language that was chosen in this browser. */
export const LANGUAGE_COOKIE = 'tollgate-language';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}
