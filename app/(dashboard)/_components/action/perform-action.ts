import type { PathProblem } from '@/components/forms/beside-fields';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { isWayOut } from '@/components/forms/lost-words';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { logger } from '@/lib/logger';
import { noteRefusedForm } from '@/lib/users/note-refused-form';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { Viewer } from '@/lib/users/viewer';
import { sayConflict } from '../draft/say-conflict';
import type { ActionState, Refusal } from './action-state';

/** Runs a verb for who is signed in and draws the page anew. What we refuse is said. */
export async function performAction(
  path: string,
  work: (viewer: Viewer) => Promise<ActionState>,
): Promise<ActionState> {
  return refusing(path, async (viewer) => {
    const state = await work(viewer);
    refresh();
    return state;
  });
}

/** Runs a step for who is signed in. What we refuse is said; what went wrong inside is logged and not shown. */
export async function refusing<S>(path: string, step: (viewer: Viewer) => Promise<S>): Promise<S | Refusal> {
  try {
    await requireSameOrigin();
    return await step(await requireUser(path));
  } catch (error) {
    await noteRefusedForm(error, path);
    const t = await getT();
    if (error instanceof VersionConflictError) return { kind: 'refused', message: sayConflict(t, error) };
    if (error instanceof GatewayError)
      return refused(t, [{ path: error.param ?? '', message: error.message }]);
    if (error instanceof ConfigProblemsError) return refused(t, error.problems);
    if (error instanceof z.ZodError) return refused(t, zodProblems(error));
    if (isWayOut(error)) throw error;
    logger.error({ err: error }, 'action');
    return { kind: 'refused', message: t('Something went wrong inside Tollgate; nothing was changed.') };
  }
}

function refused(t: T, problems: readonly PathProblem[]): Refusal {
  const said = problems.map(({ path, message }) => ({ path, message: t.said(message) }));
  return { kind: 'refused', message: said.map(({ message }) => message).join(' '), problems: said };
}

/** A field of a form as text; empty counts as left out. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
