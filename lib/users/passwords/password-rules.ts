import { z } from 'zod';
import { COMMON_STEMS } from './common-passwords';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

const stems = new Set(COMMON_STEMS);

/** Whether the password is one of those that are tried first: a common word with decoration, one sign repeated, a run. */
export function isCommonPassword(password: string): boolean {
  const folded = password.normalize('NFKC').toLowerCase();
  if (new Set(folded).size < 4) return true;
  if ('01234567890123456789012345678901234567890'.includes(folded)) return true;
  const letters = folded.replace(/[^\p{L}]/gu, '');
  if (letters === '') return false;
  return stems.has(letters) || stems.has(folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
}

/** Length decides, not kinds of characters; what everybody tries first is refused. */
export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`)
  .refine((password) => !isCommonPassword(password), 'That password is among the first that are guessed.');

/** An address as it is stored and compared: trimmed and in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'That address is too long.')
  .pipe(z.email('That is not an e-mail address.'));
