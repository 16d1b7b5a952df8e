import {
  closeSync,
  createReadStream,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Meters } from './amount';
import { formatUsd, parseUsd } from './amount';
import type { WireVendor } from './ask';

/** One billed request. */
export interface LedgerEntry {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  /** ISO 8601 instant of the billing. */
  at: string;
  /** Door through which it came. */
  vendor: WireVendor;
  model: string;
  /** `x-client-request-id` as the client sent it. */
  clientRequestId: string | null;
  responseId: string;
  stream: boolean;
  /** False: the client left or the stream broke, and only what was generated is billed. */
  complete: boolean;
  /** In the vendor's own shape. */
  usage: unknown;
  /** Tokens in disjoint parts; a part without tokens is absent. */
  meters: Meters;
  /** Exact decimal string. */
  amountUsd: string;
}

export interface LedgerTotals {
  count: number;
  complete: number;
  amountUsd: string;
  models: { model: string; count: number; amountUsd: string }[];
}

interface Sum {
  count: number;
  pico: bigint;
}

/** Append-only JSON lines; each entry is written before the client can learn that it was billed. */
export class SimulatorLedger {
  readonly path: string;
  #descriptor: number;
  #total: Sum = { count: 0, pico: 0n };
  #complete = 0;
  #models = new Map<string, Sum>();

  /** Opens or makes the file and takes up its count; a torn last line (crash in mid-write) is cut off. */
  constructor(file: string) {
    this.path = file;
    mkdirSync(path.dirname(file), { recursive: true });
    this.#descriptor = openSync(file, 'a+', 0o600);
    const bytes = readFileSync(file);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) ftruncateSync(this.#descriptor, end);
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      if (line !== '') this.#count(JSON.parse(line));
    }
  }

  /** Appends one entry. Returns once the bytes are with the operating system: they survive a kill of this process. */
  append(entry: Omit<LedgerEntry, 'seq'>): void {
    const numbered: LedgerEntry = { seq: this.#total.count + 1, ...entry };
    writeSync(this.#descriptor, `${JSON.stringify(numbered)}\n`);
    this.#count(numbered);
  }

  totals(): LedgerTotals {
    const models = [...this.#models.entries()]
      .map(([model, sum]) => ({ model, count: sum.count, amountUsd: formatUsd(sum.pico) }))
      .sort((a, b) => a.model.localeCompare(b.model));
    return {
      count: this.#total.count,
      complete: this.#complete,
      amountUsd: formatUsd(this.#total.pico),
      models,
    };
  }

  /** The file up to now. */
  read(): Readable {
    return createReadStream(this.path, 'utf8');
  }

  /** Puts the file aside (`NAME.1700000000000`) and begins a new one. Returns the old one's new path. */
  rotate(now: number): string {
    const aside = `${this.path}.${now}`;
    closeSync(this.#descriptor);
    renameSync(this.path, aside);
    this.#descriptor = openSync(this.path, 'a+', 0o600);
    this.#total = { count: 0, pico: 0n };
    this.#complete = 0;
    this.#models = new Map();
    return aside;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #count(entry: LedgerEntry): void {
    const pico = parseUsd(entry.amountUsd);
    const sum = this.#models.get(entry.model) ?? { count: 0, pico: 0n };
    this.#models.set(entry.model, { count: sum.count + 1, pico: sum.pico + pico });
    this.#total = { count: this.#total.count + 1, pico: this.#total.pico + pico };
    if (entry.complete) this.#complete += 1;
  }
}
