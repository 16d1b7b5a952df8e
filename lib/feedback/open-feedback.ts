import pg from 'pg';
import type { Feedback, Given } from './schemas';
import { storeLabel } from './store-label';

/** Feedback of keys on their own requests. */
export interface FeedbackDesk {
  /** `startedAt`: of the request, epoch ms, from its id. Rejects while the database is away. */
  give(keyId: string, feedback: Feedback, startedAt: number): Promise<Given>;
  close(): Promise<void>;
}

/** A request is on the books seconds after its end, and has ended minutes after its start. */
const AWAITED_MS = 15 * 60_000;
const CLOCKS_APART_MS = 60_000;

const TIMES = { connectionTimeoutMillis: 2_000, query_timeout: 5_000 };

/** Connects when the first feedback comes. */
export function openFeedback(
  databaseUrl: string,
  now: () => number,
  onError: (error: unknown) => void,
): FeedbackDesk {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, ...TIMES });
  pool.on('error', onError);
  return {
    async give(keyId, { requestId, score, label }, startedAt) {
      const { rows } = await pool.query<{ key_id: string }>(
        'SELECT key_id FROM request WHERE started_at = $1 AND id = $2',
        [new Date(startedAt), requestId],
      );
      const [known] = rows;
      const age = now() - startedAt;
      const mayCome = age < AWAITED_MS && age > -CLOCKS_APART_MS;
      if (known === undefined ? !mayCome : known.key_id !== keyId) return 'unknown';
      const word = { requestId, requestStartedAt: startedAt, score, label };
      await storeLabel(pool, { ...word, source: 'feedback', author: `key:${keyId}`, keyId });
      return known === undefined ? 'awaited' : 'recorded';
    },
    close: () => pool.end(),
  };
}
