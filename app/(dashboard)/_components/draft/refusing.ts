import { z } from 'zod';
import type { PathProblem } from '@/components/forms/beside-fields';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { logger } from '@/lib/logger';
import { noteRefusedForm } from '@/lib/users/note-refused-form';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { Viewer } from '@/lib/users/viewer';
import { sayProblems } from './in-readers-words';
import { sayConflict } from './say-conflict';

export interface Refused {
  step: 'refused';
  problems: PathProblem[];
}

/**
 * Runs a step for who is signed in; who is not is sent to sign in and comes back to `path`. What we refuse is said; what went
 * wrong inside is logged and not shown.
 */
export async function refusing<S>(path: string, work: (viewer: Viewer) => Promise<S>): Promise<S | Refused> {
  const t = await getT();
  try {
    await requireSameOrigin();
    return await work(await requireUser(path));
  } catch (error) {
    await noteRefusedForm(error, path);
    if (error instanceof ConfigProblemsError)
      return { step: 'refused', problems: sayProblems(t, error.problems) };
    if (error instanceof VersionConflictError) return refused(sayConflict(t, error));
    if (error instanceof GatewayError) return refused(t.said(error.message));
    if (error instanceof z.ZodError) return { step: 'refused', problems: sayProblems(t, zodProblems(error)) };
    // Next's own way out of an action, such as to the sign-in page.
    if (error instanceof Error && 'digest' in error) throw error;
    logger.error({ err: error }, 'draft');
    return refused(t('Something went wrong inside Tollgate; nothing was changed.'));
  }
}

export function refused(message: string): Refused {
  return { step: 'refused', problems: [{ path: '', message }] };
}
