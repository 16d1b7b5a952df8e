import type { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import type { T } from '@/lib/i18n/t';
import { sentencesOf } from './in-readers-words';

const MOST = 3;

/** What stands in the way, in words; a small edit has no room for both sides. */
export function sayConflict(t: T, { message, changes }: VersionConflictError): string {
  if (changes.length === 0) return t.said(message);
  const theirs = sentencesOf(t, changes.slice(0, MOST));
  return t('Somebody published meanwhile: {theirs} Nothing was changed.', { theirs: theirs.join(' ') });
}
