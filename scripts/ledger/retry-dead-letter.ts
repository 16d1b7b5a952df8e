import { retryDeadLetters } from '@/lib/ledger/retry-dead-letters';
import { withDatabase } from './with-database';

/** Exit code 1 when a letter stays. */
export async function retryDeadLetter(): Promise<number> {
  const { booked, kept } = await withDatabase('retry-dead-letter', retryDeadLetters);
  for (const { segment, offset, reason } of kept) console.log(`KEPT ${segment} at ${offset}: ${reason}`);
  console.log(`${booked} on the books now, ${kept.length} kept.`);
  return kept.length === 0 ? 0 : 1;
}
