import { existsSync } from 'node:fs';
import pg from 'pg';
import { readRuntime } from '@/lib/boot/runtime-file';
import { dataPath, env } from '@/lib/env';
import { startIngest } from '@/lib/ledger/ingest';
import { isRight, verifyBooks, type Verdict } from '@/lib/ledger/verify';

const USAGE = `npm run ledger -- verify   compares rollups with rows and requests with their attempts; exit 1 on a difference
npm run ledger -- replay   puts on the books what is in the local log now; a second time changes nothing

The database is DATABASE_URL, else that of the Tollgate running over TOLLGATE_DATA_DIR (default .tollgate).`;

function databaseUrl(): string {
  const url = env().DATABASE_URL ?? readRuntime(dataPath())?.databaseUrl;
  if (url === undefined) throw new Error('No database: start Tollgate, or set DATABASE_URL.');
  return url;
}

async function verify(): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: 'tollgate verify' });
  await client.connect();
  try {
    const verdict = await verifyBooks(client);
    for (const line of report(verdict)) console.log(line);
    return isRight(verdict) ? 0 : 1;
  } finally {
    await client.end();
  }
}

function* report(verdict: Verdict): Generator<string> {
  yield `${verdict.requests} requests, ${verdict.attempts} attempts, $${verdict.costUsd}; ${verdict.days} workspace days compared.`;
  if (verdict.daysWithoutRows > 0)
    yield `${verdict.daysWithoutRows} older days have rollups only: their rows were dropped.`;
  for (const { workspace, day, figure, rows, rollups } of verdict.dayDifferences)
    yield `DIFFERENCE ${workspace} ${day} ${figure}: rows ${rows}, rollups ${rollups}`;
  for (const { requestId, problem } of verdict.requestDifferences) yield `DIFFERENCE ${requestId} ${problem}`;
  if (verdict.deadLetters > 0) yield `${verdict.deadLetters} dead letters: see the table ledger_dead_letter.`;
  yield isRight(verdict) ? 'The books are right.' : 'The books are WRONG.';
}

async function replay(): Promise<number> {
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

async function main(command: string | undefined): Promise<number> {
  switch (command) {
    case 'verify':
      return verify();
    case 'replay':
      return replay();
    default:
      console.log(USAGE);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
