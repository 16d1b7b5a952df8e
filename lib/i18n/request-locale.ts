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
  return (await storedLanguage()) ?? negotiate((await headers()).get('accept-language')) ?? 'en';
});

/** Undefined also while the database is away: the page that says so is to be readable. */
async function storedLanguage(): Promise<Locale | undefined> {
  try {
    const viewer = await currentUser();
    return viewer === null ? undefined : await findLanguage(viewer);
  } catch {
    return undefined;
  }
}
