import { existsSync } from 'node:fs';
import { dataPath } from '@/lib/env';
import { startIngest } from '@/lib/ledger/ingest';
import { databaseUrl } from './with-database';

export async function replay(): Promise<number> {
  const directory = dataPath('ledger');
  if (!existsSync(directory)) {
    console.log(`There is no log in ${directory}.`);
    return 0;
  }
  // The rows decide what is new, so this may run beside the worker.
  const ingest = startIngest({ databaseUrl: databaseUrl(), directory, exclusive: false });
  await ingest.idle();
  await ingest.close();
  const { requests, attempts, deadLetters } = ingest.stored();
  console.log(`New on the books: ${requests} requests, ${attempts} attempts, ${deadLetters} dead letters.`);
  return 0;
}
