import type pg from 'pg';
import type { OpenRequest } from './open-intents';

/**
 * Whether a request of which the first intent, which carries it, was not read is on the books with each attempt that was.
 * A segment is read again from its oldest open intent, which may stand between the first and a later intent of a request
 * that was booked from the next segment, and whose completion is then not read again.
 */
export async function alreadyBooked(
  client: pg.ClientBase,
  { requestId, intents }: OpenRequest,
): Promise<boolean> {
  if (intents.some(({ intent }) => intent.request !== undefined)) return false;
  const { rows } = await client.query<{ attempt: number }>(
    'SELECT attempt FROM attempt WHERE request_id = $1',
    [requestId],
  );
  const booked = new Set(rows.map(({ attempt }) => attempt));
  return intents.every(({ intent }) => booked.has(intent.attempt));
}
