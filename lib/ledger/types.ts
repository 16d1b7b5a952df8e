import type { LedgerRecord } from './records';

/** This process's segment of the local log. Appends are synchronous, so a record is in the kernel when append returns. */
export interface LedgerWriter {
  append(record: LedgerRecord): void;
  close(): void;
}
