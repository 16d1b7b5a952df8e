import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  openSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

type Synced = (error: Error | null) => void;

/** An append-only file of one writer. Nothing else writes to it, so its length is known without asking. */
export class SegmentFile {
  readonly path: string;
  #fd: number;
  #size = 0;
  /** A broken write left part of a line behind that could not be cut off. */
  #torn = false;
  /** Who waits for the next flush to the disk. */
  #waiting: Synced[] = [];
  #syncing = false;
  #closing = false;

  /** Creates the file. Throws the file system's error. */
  constructor(directory: string, name: string) {
    mkdirSync(directory, { recursive: true });
    this.path = path.join(directory, name);
    this.#fd = openSync(this.path, 'ax', 0o600);
  }

  get size(): number {
    return this.#size;
  }

  /** Hands all of `frame` to the kernel, or none of it and throws. */
  append(frame: Buffer): void {
    const bytes = this.#torn ? Buffer.concat([Buffer.from('\n'), frame]) : frame;
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      this.#cutOff(written);
      throw error;
    }
    this.#torn = false;
    this.#size += bytes.length;
  }

  /** Without this, the next record would run into what a full disk left of this one, and both would be lost. */
  #cutOff(written: number): void {
    if (written === 0) return;
    try {
      ftruncateSync(this.#fd, this.#size);
    } catch {
      this.#torn = true;
      this.#size += written;
    }
  }

  /** Sign of life, read by the ingester. */
  touch(nowMs: number): void {
    futimesSync(this.#fd, nowMs / 1000, nowMs / 1000);
  }

  /** Calls back when all that was appended so far is on the disk. Who asks while a flush is under way shares the next one. */
  sync(done: Synced): void {
    this.#waiting.push(done);
    if (!this.#syncing) this.#syncWaiting();
  }

  /** The same at once, blocking. Throws the file system's error. */
  syncNow(): void {
    fdatasyncSync(this.#fd);
  }

  /** Once nobody waits for the disk. No flush of its own: a record survives the death of the process anyway. */
  close(): void {
    this.#closing = true;
    if (!this.#syncing) closeSync(this.#fd);
  }

  #syncWaiting(): void {
    const served = this.#waiting;
    this.#waiting = [];
    this.#syncing = true;
    fdatasync(this.#fd, (error) => {
      this.#syncing = false;
      if (this.#waiting.length > 0) this.#syncWaiting();
      else if (this.#closing) closeSync(this.#fd);
      for (const done of served) done(error);
    });
  }
}

/** The name of a new file survives a power cut only when its directory was flushed too. Throws the file system's error. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
