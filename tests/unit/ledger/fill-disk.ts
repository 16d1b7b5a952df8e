import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { intent } from '@/tests/integration/ledger/sample-records';

/** Appends until the disk refuses, then says how many records were accepted. Argument: log directory. */
const writer = openLedgerWriter({ directory: process.argv[2] ?? '' });
let accepted = 0;
while (accepted < 1_000 && (await writer.append(intent(`req_${accepted}`))) === undefined) accepted += 1;
process.stdout.write(`accepted ${accepted}\n`);
