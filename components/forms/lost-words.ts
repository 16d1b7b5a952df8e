import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';

const GONE = msg('The connection is gone. What you wrote is still here: try again in a moment.');
const FAILED = msg('Something went wrong inside Tollgate.');

const digestOf = (error: unknown) => (error instanceof Error && 'digest' in error ? error.digest : undefined);

/** Whether an action ended by leaving: Next's own way out, such as to the sign-in page. Pure. */
export const isWayOut = (error: unknown): boolean => String(digestOf(error)).startsWith('NEXT_');

/** Why an action has no answer: it was not reached, or failed inside. Throws what is no failure but a way out. */
export function lostWords(t: T, error: unknown): string {
  if (isWayOut(error)) throw error;
  return t(digestOf(error) === undefined ? GONE : FAILED);
}
