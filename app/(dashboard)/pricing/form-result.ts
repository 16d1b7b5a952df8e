import { z } from 'zod';
import { besideFields, problemLine } from '@/components/forms/beside-fields';
import { isWayOut } from '@/components/forms/lost-words';
import { plainIssue } from '@/lib/config/check/plain-issue';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Theirs } from '../_components/draft/draft-state';
import { sayProblems } from '../_components/draft/in-readers-words';
import { sayConflict } from '../_components/draft/say-conflict';
import type { T } from '@/lib/i18n/t';
import { logger } from '@/lib/logger';
import { noteRefusedForm } from '@/lib/users/note-refused-form';

/** What a form says of itself after the server has looked at it. */
export type FormResult =
  | { kind: 'wrong'; fields: Record<string, string>; message: string }
  | { kind: 'preview'; version: number; sentences: string[]; warnings: string[] }
  | { kind: 'done'; message: string; undo?: { published: number; before: number } }
  /** Somebody published in between: theirs beside what one wanted oneself. */
  | { kind: 'stale'; version: number; theirs: Theirs; mine: string[] };

/** Fields of a form by what they set of a price. */
const FIELD_OF: Readonly<Record<string, string>> = { effectiveFrom: 'from', effectiveTo: 'from' };

/** A thrown refusal as a form shows it; what went wrong inside is logged and not shown. */
export async function refused(t: T, thrown: unknown): Promise<FormResult> {
  await noteRefusedForm(thrown, '/pricing');
  if (thrown instanceof z.ZodError) {
    const fields = Object.fromEntries(
      thrown.issues.map((issue) => [fieldOf(issue.path), t.said(plainIssue(issue))]),
    );
    return { kind: 'wrong', fields, message: t('Nothing was changed.') };
  }
  if (thrown instanceof ConfigProblemsError) {
    const said = sayProblems(t, thrown.problems);
    const { fields, rest } = besideFields(said, Object.keys(FIELD_OF));
    const beside = Object.entries(fields).map(([name, message]) => [FIELD_OF[name] ?? name, message]);
    const lines = rest.slice(0, 20).map(problemLine).join('; ');
    return {
      kind: 'wrong',
      fields: Object.fromEntries(beside),
      message: lines === '' ? t('Nothing was changed.') : t('Nothing was changed. {lines}', { lines }),
    };
  }
  if (thrown instanceof VersionConflictError)
    return { kind: 'wrong', fields: {}, message: sayConflict(t, thrown) };
  if (thrown instanceof GatewayError) {
    const message = t.said(thrown.message);
    return thrown.param?.endsWith('content') === true
      ? { kind: 'wrong', fields: { content: message }, message: t('Nothing was changed.') }
      : { kind: 'wrong', fields: {}, message };
  }
  if (isWayOut(thrown)) throw thrown;
  logger.error({ err: thrown }, 'pricing');
  return {
    kind: 'wrong',
    fields: {},
    message: t('Something went wrong inside Tollgate; nothing was changed.'),
  };
}

/** What is wrong with the source of a list is told of its parts. */
const fieldOf = (path: readonly PropertyKey[]) => String(path.find((part) => part !== 'source') ?? '');
