import { env } from '@/lib/env';
import { logger } from '@/lib/logger';

/** Of the grace, what is left for the end itself, ms. */
const RESERVE_MS = 3_000;

/** Says that a process without doors is ready, and ends it at SIGTERM. `close` is told how long it may bring things to an end, ms. */
export function serveUntilStopped(close: (withinMs: number) => Promise<void>): void {
  const withinMs = Math.max(0, env().TOLLGATE_GRACE_MS - RESERVE_MS);
  process.once('SIGTERM', () => void close(withinMs).finally(() => process.exit(0)));
  // Ctrl-C reaches the whole process group; the supervisor alone decides when to stop.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', () => process.exit(1));
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
  process.send?.({ type: 'ready' });
}
