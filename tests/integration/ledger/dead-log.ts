import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeFrame } from '@/tests/support/encode-frame';
import { place } from '@/lib/ledger/log/place';
import { formatSegmentName, newOwner } from '@/lib/ledger/log/segment-name';
import type { LedgerRecord } from '@/lib/ledger/records';

type Segment = (LedgerRecord | Buffer)[];

/** A pid of this machine that nobody has any more. */
export function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

/** Writes the segments of a process that has died; a buffer is put down as it is. Returns their paths. */
export function writeDeadLog(directory: string, ...segments: Segment[]): string[] {
  return writeLogOf(deadPid(), directory, ...segments);
}

/** The same of a process that may live. */
export function writeLogOf(pid: number, directory: string, ...segments: Segment[]): string[] {
  mkdirSync(directory, { recursive: true });
  const owner = { ...newOwner(place()), pid };
  return segments.map((records, sequence) => {
    const file = path.join(directory, formatSegmentName(owner, sequence));
    writeFileSync(
      file,
      Buffer.concat(records.map((record) => (Buffer.isBuffer(record) ? record : encodeFrame(record)))),
    );
    return file;
  });
}
