import { createElement, Fragment, type ReactNode } from 'react';
import type { Locale } from './locale';
import type { Message } from './msg';
import { parseMessage, type Part } from './parse-message';
import type { Recognise } from './recognise';

/** English text → text of one language. */
export type Dictionary = Readonly<Record<string, string>>;

/** What fills a place: numbers are written as the language writes them, texts stay as they are. */
export type Values = Readonly<Record<string, string | number>>;

type Wrap = (words: ReactNode) => ReactNode;

/** Says texts in one language. The English text is the key; one without translation is said in English. */
export interface T {
  (text: Message, values?: Values): string;
  /** The same with elements: a tag of the text is drawn by the function of its name, a place may hold an element. */
  rich: (text: Message, values: Readonly<Record<string, ReactNode | Wrap>>) => ReactNode;
  /** A sentence that our code put together in English, such as the message of an error; one that is not known stays as it is. */
  said: (sentence: string) => string;
  locale: Locale;
}

/** The `t` of a language; without a dictionary, English. Pure. */
export function createT(locale: Locale, dictionary?: Dictionary, recognise?: Recognise): T {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const write = (value: unknown) => (typeof value === 'number' ? numbers.format(value) : value);

  function fill(parts: readonly Part[], values: Readonly<Record<string, unknown>>): unknown[] {
    return parts.flatMap((part) => {
      if (typeof part === 'string') return [part];
      const value = values[part.name];
      if (part.kind === 'value') return [value === undefined ? `{${part.name}}` : write(value)];
      if (part.kind === 'plural') return fill(formOf(part.forms, Number(value), plurals), values);
      const words = fill(part.children, values) as ReactNode[];
      return typeof value === 'function' ? [(value as Wrap)(asNode(words))] : words;
    });
  }

  const partsOf = (text: string) => parseMessage(dictionary?.[text] ?? text);
  const t = (text: string, values: Values = {}) => fill(partsOf(text), values).join('');
  const rich: T['rich'] = (text, values) => asNode(fill(partsOf(text), values) as ReactNode[]);
  const said = (sentence: string) => recognise?.(sentence) ?? sentence;
  return Object.assign(t, { rich, said, locale });
}

function formOf(forms: ReadonlyMap<string, readonly Part[]>, count: number, rules: Intl.PluralRules) {
  return forms.get(`=${count}`) ?? forms.get(rules.select(count)) ?? forms.get('other') ?? [];
}

/** Parts that never move need no keys: they are the arguments of one element. */
const asNode = (parts: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...parts);
