'use client';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Locale } from './locale';
import { createT, type Dictionary, type T } from './t';

const Language = createContext<T>(createT('en'));

/** The reader's language for all that runs in the browser. English comes without a dictionary. */
export function LanguageProvider(props: { locale: Locale; dictionary?: Dictionary; children: ReactNode }) {
  const { locale, dictionary, children } = props;
  const t = useMemo(() => createT(locale, dictionary), [locale, dictionary]);
  return <Language value={t}>{children}</Language>;
}

export const useT = (): T => useContext(Language);
