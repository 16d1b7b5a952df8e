import type { Locale } from './locale';

/** Marks within numbers that we write digit by digit, since a double would not hold them. */
export const NUMBER_MARKS: Record<Locale, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  vi: { group: '.', decimal: ',' },
};

/** A plain decimal (`"1234.50"`) as the language writes it, without grouping. */
export function localDecimal(digits: string, locale: Locale): string {
  return digits.replace('.', NUMBER_MARKS[locale].decimal);
}
