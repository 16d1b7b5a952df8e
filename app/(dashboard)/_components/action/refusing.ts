import { getT } from '@/lib/i18n/get-t';
import { noteRefusedForm } from '@/lib/users/note-refused-form';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { Viewer } from '@/lib/users/viewer';
import type { Refusal } from './action-state';
import { sayRefusal } from './say-refusal';

/** Runs a verb for who is signed in; who is not is sent to sign in and comes back to `path`. What we refuse is said. */
export async function refusing<S>(
  path: string,
  verb: (viewer: Viewer) => Promise<S>,
  guard: (path: string) => Promise<Viewer> = requireUser,
): Promise<S | Refusal> {
  try {
    await requireSameOrigin();
    return await verb(await guard(path));
  } catch (error) {
    await noteRefusedForm(error, path);
    return sayRefusal(await getT(), error);
  }
}
