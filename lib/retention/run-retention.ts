import { pruneMinutes } from '@/lib/health/prune-minutes';
import { dropOld } from './drop-old';

const EVERY_MS = 3_600_000;
/** A start has better things to do first. */
const FIRST_MS = 60_000;

/** The worker's part of retention: once an hour what is older than it is kept goes. */
export function runRetention({
  bookDays,
  onError,
}: {
  bookDays: number | undefined;
  onError: (error: unknown) => void;
}): {
  close(): Promise<void>;
} {
  let running: Promise<void> | undefined;
  const look = () => {
    running ??= Promise.all([dropOld(bookDays), pruneMinutes()])
      .then(() => undefined, onError)
      .finally(() => (running = undefined));
  };
  const first = setTimeout(look, FIRST_MS).unref();
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    async close() {
      clearTimeout(first);
      clearInterval(timer);
      await running;
    },
  };
}
