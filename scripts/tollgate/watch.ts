import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 1_000;
const BAR = 30;
/** As shells name an end by Ctrl-C. */
const INTERRUPTED = 130;

interface Watched<T> {
  look: () => Promise<T>;
  isOver: (seen: T) => boolean;
  /** How far it is: shares of one, and words. */
  progress: (seen: T) => { share: number; words: string };
  /** Said when the watcher leaves before the end. */
  goesOn: string;
  asJson: boolean | undefined;
}

/** Follows something to its end, with a bar where somebody looks at it. Ctrl-C ends the watching and nothing else. */
export async function watch<T>({ look, isOver, progress, goesOn, asJson }: Watched<T>): Promise<T> {
  const isWatched = process.stderr.isTTY && asJson !== true;
  const leave = () => {
    process.stderr.write(`${isWatched ? '\n' : ''}${goesOn}\n`);
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', leave);
  try {
    for (;;) {
      const seen = await look();
      if (isWatched) process.stderr.write(`\r\x1b[K${barOf(progress(seen))}`);
      if (isOver(seen)) {
        if (isWatched) process.stderr.write('\n');
        return seen;
      }
      await wait(LOOK_EVERY_MS);
    }
  } finally {
    process.removeListener('SIGINT', leave);
  }
}

function barOf({ share, words }: { share: number; words: string }): string {
  const filled = Math.floor(share * BAR);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${words}`;
}
