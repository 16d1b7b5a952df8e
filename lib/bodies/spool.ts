import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seal } from '@/lib/secrets/seal';
import type { WaitingBody } from './body';

/** Bodies wait for so long until they are written together. */
const EVERY_MS = 250;
/** No more of them wait in memory. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** No more files wait for the worker: ten minutes of them. */
const MAX_FILES = 2_400;

export const SPOOL_PURPOSE = 'body-spool';
export const SPOOLED = /^\d{13}-[0-9a-f]{12}\.sealed$/;

/** Takes the bodies of requests off the gateway's hands. */
export interface BodySpool {
  /** Never throws and never waits. */
  keep(body: WaitingBody): void;
  /** Writes what waits. Never rejects. */
  close(): Promise<void>;
}

/**
 * Writes bodies, sealed, into files of a folder of this machine's own, from where the worker takes them to be redacted and
 * stored. They are no books: what can't be written, or is more than the worker can follow, is left out, and `onLoss` is told.
 */
export function openBodySpool(
  directory: string,
  onLoss: (reason: unknown, bodies: number) => void,
): BodySpool {
  let waiting: WaitingBody[] = [];
  let bytes = 0;
  let writing = Promise.resolve();
  const flush = () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    bytes = 0;
    writing = writing
      .then(() => write(directory, batch))
      .catch((reason: unknown) => onLoss(reason, batch.length));
  };
  const timer = setInterval(flush, EVERY_MS).unref();
  return {
    keep(body) {
      const size = (body.prompt?.length ?? 0) + (body.answer?.length ?? 0);
      if (bytes + size > MAX_WAITING_BYTES) return onLoss('too many wait', 1);
      bytes += size;
      waiting.push(body);
    },
    async close() {
      clearInterval(timer);
      flush();
      await writing;
    },
  };
}

async function write(directory: string, batch: readonly WaitingBody[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length >= MAX_FILES) throw new Error('the worker does not follow');
  const name = `${Date.now()}-${randomBytes(6).toString('hex')}.sealed`;
  const file = path.join(directory, name);
  const sealed = seal(JSON.stringify(batch), { purpose: SPOOL_PURPOSE, rowId: name });
  // Aside first: a reader sees whole files only.
  await writeFile(`${file}.part`, sealed, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
