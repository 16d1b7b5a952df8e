import { startIngest } from '@/lib/ledger/ingest';

/** Ingests until killed. Arguments: log directory, database. Says so once something is on the books. */
const [directory = '', databaseUrl = ''] = process.argv.slice(2);
const ingest = startIngest({ databaseUrl, directory });
const watch = setInterval(() => {
  if (ingest.stored().requests === 0) return;
  clearInterval(watch);
  process.send?.('storing');
}, 1);
