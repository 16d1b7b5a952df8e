import { place } from './place';
import { SegmentFile, syncDirectory } from './segment-file';
import { formatSegmentName, newOwner, type Owner } from './segment-name';

const ROTATE_AT_BYTES = 16 * 1024 * 1024;
/** After a silence this long (stopped, suspended, blocked) the ingester may have buried us: go on as a new owner. */
const STALLED_AFTER_MS = 10_000;

/** `os`: a record survives the death of the process. `fsync`: it survives a power cut too. */
export type Durability = 'os' | 'fsync';

export interface OwnLogOptions {
  /** Made when missing. */
  directory: string;
  /** Default `os`. */
  durability?: Durability;
  rotateAtBytes?: number;
  /** Wall clock, epoch ms. */
  now?: () => number;
}

/** The segments that this process writes, one after the other. Every method throws the file system's errors. */
export class OwnLog {
  readonly #options: OwnLogOptions;
  readonly #now: () => number;
  #owner: Owner;
  #sequence = 0;
  #file: SegmentFile | undefined;
  #lastAliveMs: number;

  constructor(options: OwnLogOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#owner = newOwner(place());
    this.#lastAliveMs = this.#now();
  }

  /** Hands all of `frames` to the kernel, or none of it and throws. Returns the file that has it. */
  write(frames: Buffer): SegmentFile {
    this.#live();
    if (this.#file !== undefined && this.#file.size >= (this.#options.rotateAtBytes ?? ROTATE_AT_BYTES))
      this.next();
    this.#file ??= this.#open();
    this.#file.append(frames);
    return this.#file;
  }

  /** Sign of life, read by the ingester. */
  touch(): void {
    const now = this.#live();
    this.#file?.touch(now);
  }

  /** What is there is on the disk, when that is asked for; what comes later goes to a segment of its own. */
  close(): void {
    if (this.#options.durability === 'fsync') this.#file?.syncNow();
    this.next();
  }

  /** A file is never opened twice. */
  next(): void {
    this.#sequence += 1;
    this.#leave();
  }

  #live(): number {
    const now = this.#now();
    if (Math.abs(now - this.#lastAliveMs) > STALLED_AFTER_MS) {
      this.#owner = newOwner(place());
      this.#sequence = 0;
      this.#leave();
    }
    this.#lastAliveMs = now;
    return now;
  }

  #open(): SegmentFile {
    const { directory, durability } = this.#options;
    const file = new SegmentFile(directory, formatSegmentName(this.#owner, this.#sequence));
    if (durability === 'fsync') syncDirectory(directory);
    return file;
  }

  #leave(): void {
    const file = this.#file;
    this.#file = undefined;
    file?.close();
  }
}
