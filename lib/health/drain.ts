import type { Server } from 'node:http';
import type { Load } from '@/lib/gateway/load';

/** What still runs so long before the end of the grace is ended by us, so that its end still reaches the client. */
const CUT_BEFORE_MS = 1_000;
const IDLE_EVERY_MS = 100;

/**
 * Takes no more requests, lets what runs come to its end, ends the rest with an error frame shortly before the grace is
 * over, and closes what is left then. Resolves when the last connection is closed.
 */
export function drain(server: Server, load: Load, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    load.stop();
    // A connection that has served its last request stays open until its client lets go, unless it is closed here.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
    const cut = setTimeout(() => load.cutAll(), Math.max(0, graceMs - CUT_BEFORE_MS));
    const close = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      clearTimeout(close);
      resolve();
    });
    server.closeIdleConnections();
  });
}
