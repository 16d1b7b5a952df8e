import 'server-only';
import { cache } from 'react';
import { dictionaryOf } from './dictionaries';
import { recogniser } from './recognise';
import { requestLocale } from './request-locale';
import { createT, type T } from './t';

/** The reader's `t`, for async server components, actions and route handlers; one for each request. */
export const getT = cache(async (): Promise<T> => {
  const locale = await requestLocale();
  const dictionary = dictionaryOf(locale);
  return createT(locale, dictionary, dictionary && recogniser(dictionary));
});
