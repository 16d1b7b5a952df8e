import pg from 'pg';
import { sessionUrl } from '@/lib/database/session-url';

const CHANNEL = 'tollgate_budget';
const RETRY_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Tells of each window of which another process needs what is not in use. Connects again when the connection is lost:
 * without it a process that needs the last of a budget waits for others to give back on their own.
 */
export function listenForRecalls(
  connectionString: string,
  onRecall: (windowId: string) => void,
  onError: (error: unknown) => void,
): { close(): Promise<void> } {
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;

  const again = () => {
    if (closed || retry !== undefined) return;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, RETRY_MS).unref();
  };
  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: sessionUrl(connectionString),
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client = fresh;
    fresh.on('error', onError);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => payload !== undefined && onRecall(payload));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      if (!closed) onError(error);
      await fresh.end().catch(() => undefined);
      again();
    }
  };
  const connecting = connect();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}
