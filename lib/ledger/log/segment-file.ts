import { closeSync, ftruncateSync, futimesSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** An append-only file of one writer. Nothing else writes to it, so its length is known without asking. */
export class SegmentFile {
  readonly path: string;
  #fd: number;
  #size = 0;
  /** A broken write left part of a line behind that could not be cut off. */
  #torn = false;

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

  /** No fsync: a record survives the death of the process, and a flush of 16 MB here would stall requests. */
  close(): void {
    closeSync(this.#fd);
  }
}
