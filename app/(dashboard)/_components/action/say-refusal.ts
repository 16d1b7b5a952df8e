import { z } from 'zod';
import { isWayOut } from '@/components/forms/lost-words';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { toGatewayError } from '@/lib/errors/to-error';
import type { T } from '@/lib/i18n/t';
import { logger } from '@/lib/logger';
import { sayProblems } from '../draft/in-readers-words';
import { sayConflict } from '../draft/say-conflict';
import { refused, refusedFor, type Refusal } from './action-state';

/**
 * What a verb threw, in the reader's words and by the fields that it is about; what went wrong inside is logged and not shown.
 * Throws Next's own way out, such as to the sign-in page.
 */
export function sayRefusal(t: T, error: unknown): Refusal {
  // Before what it is a kind of: it knows all that is wrong.
  if (error instanceof ConfigProblemsError) return refusedFor(sayProblems(t, error.problems));
  if (error instanceof z.ZodError) return refusedFor(sayProblems(t, zodProblems(error)));
  if (error instanceof VersionConflictError) return refused(sayConflict(t, error));
  const { code, param, message } = toGatewayError(error);
  if (code !== 'internal_error') return refusedFor(sayProblems(t, [{ path: param ?? '', message }]));
  if (isWayOut(error)) throw error;
  logger.error({ err: error }, 'action');
  return refused(t('Something went wrong inside Tollgate; nothing was changed.'));
}
