import { appendFileSync } from 'node:fs';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { attempt, done, header, intent } from './sample-records';

/**
 * A gateway reduced to its books: keeps 50 requests in flight, and for each notes in a file of the provider's own that
 * it was billed, after the intent and before the completion. Runs until killed. Arguments: log directory, provider's file, prefix.
 */
const [directory = '', billed = '', prefix = ''] = process.argv.slice(2);
const writer = openLedgerWriter({ directory, rotateAtBytes: 256 * 1024 });
const inFlight: string[] = [];

for (let n = 0; ; n += 1) {
  const id = `req_${prefix}${String(n).padStart(12, '0')}`;
  const startedAt = Date.now();
  await writer.append(intent(id, 1, { startedAt, request: header(id, { startedAt }) }));
  appendFileSync(billed, `${id} ${startedAt}\n`);
  inFlight.push(`${id} ${startedAt}`);
  if (inFlight.length > 50) {
    const [doneId = '', at] = (inFlight.splice((n * 7) % 50, 1)[0] ?? '').split(' ');
    const request = header(doneId, { startedAt: Number(at) });
    void writer.append(done(doneId, { request, attempts: [attempt({ startedAt: Number(at) })] }));
  }
  if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
