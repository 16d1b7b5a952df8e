import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from '@/lib/gateway/entrance/load';

/** What still runs so long before the end of the grace is ended by us, so that its end still reaches the client. */
const CUT_BEFORE_MS = 1_000;
const IDLE_EVERY_MS = 100;

export interface DrainTimes {
  /** Requests are still served for so long, while /readyz says that this process leaves, ms. */
  leaveMs: number;
  /** What runs then has so long to come to its end, ms. */
  graceMs: number;
}

/**
 * First tells who asks that it leaves, and serves what comes all the same, for nobody may have asked yet. Then takes no
 * more requests, lets what runs come to its end, ends the rest with an error frame shortly before the grace is over, and
 * closes what is left then. Resolves when the last connection is closed.
 */
export async function drain(server: Server, load: Load, { leaveMs, graceMs }: DrainTimes): Promise<void> {
  load.announceStop();
  // Whoever asks once more on the same connection is told to open the next one elsewhere.
  server.prependListener('request', (_, response) => void (response.shouldKeepAlive = false));
  if (leaveMs > 0) await sleep(leaveMs);
  load.stop();
  await closing(server, load, graceMs);
}

function closing(server: Server, load: Load, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
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
