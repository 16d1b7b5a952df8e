import type { T } from '@/lib/i18n/t';

/** What became of a call of the management API: its answer, or why there is none, in words. */
export type Called<V> = { ok: true; value: V } | { ok: false; status: number; message: string };

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
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body;
    if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  }
  return t('The answer was {status} without a reason.', { status: response.status });
}
