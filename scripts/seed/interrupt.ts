import type pg from 'pg';
import { withClient } from '@/lib/boot/postgres/connect';

/** SQLSTATE of a statement that was cancelled. */
export const INTERRUPTED = '57014';
/** Again and again: the first may come between two statements. */
const CANCEL_EVERY_MS = 200;

/**
 * Ctrl-C cancels the statement that runs, so that its day is rolled back and the server is stopped as always. Returns how
 * to stop listening.
 */
export async function onInterrupt(url: string, client: pg.ClientBase): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    timer ??= setInterval(() => {
      withClient(url, (other) => other.query('SELECT pg_cancel_backend($1)', [pid])).catch(() => undefined);
    }, CANCEL_EVERY_MS);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, cancel);
  return () => {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, cancel);
  };
}
