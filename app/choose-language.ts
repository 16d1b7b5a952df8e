'use server';
import { refresh } from 'next/cache';
import { cookies } from 'next/headers';
import { keepLanguage } from '@/lib/i18n/keep-language';
import { isLocale, LANGUAGE_COOKIE } from '@/lib/i18n/locale';
import { currentUser } from '@/lib/users/current-user';
import { requireSameOrigin } from '@/lib/users/require-same-origin';

const YEAR_S = 365 * 24 * 60 * 60;

/** Shows the pages in a language from now on: in this browser, and for who is signed in in their others. */
export async function chooseLanguage(language: unknown): Promise<void> {
  await requireSameOrigin();
  if (!isLocale(language)) return;
  (await cookies()).set(LANGUAGE_COOKIE, language, { maxAge: YEAR_S, path: '/', sameSite: 'lax' });
  const viewer = await currentUser();
  if (viewer !== null) await keepLanguage(viewer, language);
  refresh();
}

/** The same for a form with a button a language, which works before any script has come. */
export async function chooseLanguageByForm(form: FormData): Promise<void> {
  await chooseLanguage(form.get('language'));
}
