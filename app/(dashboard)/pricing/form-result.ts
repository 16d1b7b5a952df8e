import { z } from 'zod';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Theirs } from '../_components/draft/draft-state';
import { sayConflict } from '../_components/draft/say-conflict';
import type { T } from '@/lib/i18n/t';

/** What a form says of itself after the server has looked at it. */
export type FormResult =
  | { kind: 'wrong'; fields: Record<string, string>; message: string }
  | { kind: 'preview'; version: number; sentences: string[]; warnings: string[] }
  | { kind: 'done'; message: string; undo?: { published: number; before: number } }
  /** Somebody published in between: theirs beside what one wanted oneself. */
  | { kind: 'stale'; version: number; theirs: Theirs; mine: string[] };

/** A thrown refusal as a form shows it; anything else is thrown on. */
export function refused(t: T, thrown: unknown): FormResult {
  if (thrown instanceof z.ZodError) {
    const fields = Object.fromEntries(
      thrown.issues.map(({ path, message }) => [String(path[0] ?? ''), t.said(message)]),
    );
    return { kind: 'wrong', fields, message: t('Nothing was changed.') };
  }
  if (thrown instanceof ConfigProblemsError) {
    const lines = thrown.problems
      .slice(0, 20)
      .map(({ path, message }) => `${path === '' ? '' : `${path}: `}${t.said(message)}`);
    return {
      kind: 'wrong',
      fields: {},
      message: t('Nothing was changed. {lines}', { lines: lines.join('; ') }),
    };
  }
  if (thrown instanceof VersionConflictError)
    return { kind: 'wrong', fields: {}, message: sayConflict(t, thrown) };
  if (thrown instanceof GatewayError) return { kind: 'wrong', fields: {}, message: t.said(thrown.message) };
  throw thrown;
}
