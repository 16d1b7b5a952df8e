import { problemWords, type PathProblem } from '@/components/forms/beside-fields';
import type { T } from '@/lib/i18n/t';

/** What became of a call of the management API: its answer, or why there is none, in words. */
export type Called<V> = { ok: true; value: V } | { ok: false; status: number; message: string };

/** As far as it is read here: what answers may be something in between, which says nothing of this. */
interface ErrorBody {
  error?: { message?: string; problems?: PathProblem[] };
}

/** Calls our own management API as whoever is signed in. Never rejects. The answer's shape is the door's own promise. */
export async function callApi<V>(t: T, method: string, path: string, body?: unknown): Promise<Called<V>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.ok) return { ok: true, value: (await response.json()) as V };
    return { ok: false, status: response.status, message: await refusalOf(t, response) };
  } catch {
    return {
      ok: false,
      status: 0,
      message: t('Tollgate cannot be reached. Nothing typed here is lost; try again.'),
    };
  }
}

/** Why nothing was done, in the words of whoever refused it. */
export async function refusalOf(t: T, response: Response): Promise<string> {
  if (response.status === 401)
    return t(
      'You are no longer signed in. What you typed is kept here: sign in in another tab, then try again.',
    );
  const body = (await response.json().catch(() => undefined)) as ErrorBody | null | undefined;
  const { message, problems = [] } = body?.error ?? {};
  // Each says by itself what is wrong; the message goes around the first of them, for programs.
  if (problems.length > 0) return problemWords(problems);
  return message ?? t('The answer was {status} without a reason.', { status: response.status });
}
