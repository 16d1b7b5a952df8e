import 'server-only';
import { cache } from 'react';
import { dictionaryOf } from './dictionaries';
import { requestLocale } from './request-locale';
import { createT, type T } from './t';

/** The reader's `t`, for async server components, actions and route handlers; one for each request. */
export const getT = cache(async (): Promise<T> => {
  const locale = await requestLocale();
  return createT(locale, dictionaryOf(locale));
});
