import type { LedgerWriter } from '@/lib/ledger/types';

/** The supervisor kills what does not stop; a database that hangs must not make it come to that. */
const PATIENCE_MS = 1_000;

/**
 * Closes the log before anything that may wait for a database: completions that the disk had refused get their last
 * chance while this process surely lives. The rest closes at once, and is left behind when it takes longer than
 * `patienceMs` or fails. Never rejects.
 */
export async function closeLedgerFirst(
  ledger: Pick<LedgerWriter, 'close'>,
  rest: readonly (() => Promise<unknown>)[],
  patienceMs = PATIENCE_MS,
): Promise<void> {
  ledger.close();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled(rest.map((close) => close())), patience]);
  clearTimeout(timer);
}
