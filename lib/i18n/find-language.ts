import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { isLocale, type Locale } from './locale';

/** The language that a person chose; undefined: none, or one that we no longer have. */
export async function findLanguage(viewer: Viewer): Promise<Locale | undefined> {
  const row = await db().user.findUnique({ where: { id: viewer.id }, select: { language: true } });
  return isLocale(row?.language) ? row.language : undefined;
}
