import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import type { Locale } from './locale';

/** Keeps the language that a person chose, for their other browsers. It is theirs alone, so the audit log has no row of it. */
export async function keepLanguage(viewer: Viewer, language: Locale): Promise<void> {
  await db().user.updateMany({ where: { id: viewer.id }, data: { language } });
}
