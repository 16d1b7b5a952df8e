import type { Job } from './deps';

interface Times {
  everyMs: number;
  /** Until the first round; default `everyMs`. */
  firstMs?: number;
  /** Hears of rounds that failed, but for those that the end broke off. */
  onError: (error: unknown) => void;
}

/** Does a round again and again, never two at once: one that takes longer takes the turn of the next. `close` waits for the last. */
export function repeat(round: () => Promise<unknown>, { everyMs, firstMs = everyMs, onError }: Times): Job {
  let running: Promise<unknown> | undefined;
  let closed = false;
  const turn = () => {
    running ??= round()
      .catch((error: unknown) => {
        if (!closed) onError(error);
      })
      .finally(() => (running = undefined));
  };
  let timer = setTimeout(() => {
    timer = setInterval(turn, everyMs);
    turn();
  }, firstMs);
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
