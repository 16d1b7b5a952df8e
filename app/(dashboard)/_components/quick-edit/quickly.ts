import { refresh } from 'next/cache';
import type { PublishedEdit } from '@/lib/config/edit-config';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';
import { sentencesOf } from '../draft/in-readers-words';
import { refusing } from '../action/refusing';
import type { QuickResult } from './quick-result';

/** Runs a small edit for who is signed in, who else comes back to `path`. What is refused is said, and nothing was changed. */
export async function quickly(
  path: string,
  work: (viewer: Viewer) => Promise<QuickResult>,
): Promise<QuickResult> {
  const done = await refusing(String(path), work);
  // After a refusal too: what stood in the way is shown then.
  refresh();
  return 'ok' in done ? done : { ok: false, message: done.message };
}

/** What is said of an edit of the configuration that was published, with what takes it back. */
export async function published({
  version,
  before,
  published: isNew,
  changes,
}: PublishedEdit): Promise<QuickResult> {
  const t = await getT();
  if (!isNew) return { ok: true, message: t('This is what is in force already.') };
  return {
    ok: true,
    message: sentencesOf(t, changes).join(' '),
    undo: { published: version, before },
  };
}
