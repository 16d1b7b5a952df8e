import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { intent } from '@/tests/integration/ledger/sample-records';

/** Appends until the disk refuses, then says how many records were accepted. Argument: log directory. */
const writer = openLedgerWriter({ directory: process.argv[2] ?? '' });
let accepted = 0;
try {
  for (; accepted < 1_000; accepted += 1) writer.append(intent(`req_${accepted}`));
} catch {
  process.stdout.write(`accepted ${accepted}\n`);
}
