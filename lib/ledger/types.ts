import type { GatewayError } from '@/lib/errors/gateway-error';
import type { LedgerRecord } from './records';

/** This process's segment of the local log. */
export interface LedgerWriter {
  /**
   * Takes a record into the group that is written at the end of this turn of the event loop. Resolves once the group is
   * in the kernel (with `fsync`: on the disk), never rejects. To an error when the disk refused it: then an intent is not
   * on the log and nothing may be dispatched for it, and a completion is kept and tried again.
   */
  append(record: LedgerRecord): Promise<GatewayError | undefined>;
  /** Why nothing can be dispatched now, in words; absent or undefined: it can. */
  problem?(): string | undefined;
  close(): void;
}
