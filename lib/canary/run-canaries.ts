import { lookAtCanaries } from './look-at-canaries';

interface RunOptions {
  onError: (error: unknown) => void;
  /** What a bad canary may do until it is stopped grows with it. */
  everyMs?: number;
}

const EVERY_MS = 15_000;

/** The worker's part of canaries: they grow, wait and end by themselves. */
export function runCanaries({ onError, everyMs = EVERY_MS }: RunOptions): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= lookAtCanaries(new Date(), onError)
      .then(() => undefined, onError)
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
