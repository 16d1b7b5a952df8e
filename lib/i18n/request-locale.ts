import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { currentUser } from '@/lib/users/current-user';
import { findLanguage } from './find-language';
import { isLocale, LANGUAGE_COOKIE, type Locale } from './locale';
import { negotiate } from './negotiate';

/**
 * The language of this request's reader: what was chosen in this browser, else what they chose in another one, else
 * what the browser asks for, else English.
 */
export const requestLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  const viewer = await currentUser();
  const stored = viewer === null ? undefined : await findLanguage(viewer);
  return stored ?? negotiate((await headers()).get('accept-language')) ?? 'en';
});
