import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code';

/** SQLSTATE of a lock that was not got in time. */
const LOCK_NOT_AVAILABLE = '55P03';
/** While a statement waits for its lock, all who come later wait behind it. */
const LOCK_WITHIN_MS = 3_000;
const TRIES = 40;
const PAUSE_MS = 2_000;
/** Its first line: what follows is one statement, such as CREATE INDEX CONCURRENTLY, that runs outside of transactions. */
const ALONE = /^-- Outside of a transaction\b/;

/**
 * Runs the script of a migration in one transaction. It waits for no lock longer than three seconds, so that traffic never
 * queues behind it; then all of it is undone and tried again, for about three minutes. Throws what PostgreSQL says.
 */
export async function runScript(
  query: (text: string) => Promise<unknown>,
  script: string,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<void> {
  // Sent as one message, statements are one transaction, in which alone LOCAL has a meaning.
  const text = ALONE.test(script) ? script : `SET LOCAL lock_timeout = ${LOCK_WITHIN_MS};\n${script}`;
  for (let tries = 1; ; tries += 1) {
    try {
      await query(text);
      return;
    } catch (error) {
      if (errorCode(error) !== LOCK_NOT_AVAILABLE || tries === TRIES) throw error;
      await pause(PAUSE_MS);
    }
  }
}
