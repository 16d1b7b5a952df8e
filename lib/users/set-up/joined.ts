import type { z } from 'zod';
import { zodProblems } from '@/lib/config/check/zod-problems';

/** What became of a form that makes an account by a link. */
export type Joined =
  | { kind: 'created'; email: string }
  /** What is wrong, by the name of the field. */
  | { kind: 'invalid'; fields: Readonly<Record<string, string>> }
  /** The link was used, is too old, or never was one. */
  | { kind: 'closed' };

/** Why such a form was refused: of each field the first thing that is wrong. Pure. */
export function refusedJoining(error: z.ZodError): Joined {
  const fields = Object.fromEntries(
    zodProblems(error)
      .toReversed()
      .map(({ path, message }) => [path, message]),
  );
  return 'token' in fields ? { kind: 'closed' } : { kind: 'invalid', fields };
}
