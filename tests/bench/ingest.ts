/**
 * `npx tsx tests/bench/ingest.ts [--requests 20000] [--users 501]`: how fast one log comes onto the books, rows and rollups,
 * with so many end users; and what of it the database and this process took.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '@/lib/boot/migrate';
import { openPostgres } from '@/lib/boot/postgres/open';
import { startIngest } from '@/lib/ledger/ingest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { attempt, done, header, intent } from '../integration/ledger/sample-records';
import { removeData } from '../support/start-tollgate';
import { databaseCpuMicros } from './scale/database-cpu';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    users: { type: 'string', default: '501' },
  },
});
const [requests, users] = [Number(values.requests), Number(values.users)];
const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-ingest-'));
const postgres = await openPostgres(path.join(directory, 'database'));
try {
  await migrate(postgres.url);
  const log = path.join(directory, 'log');
  const writer = openLedgerWriter({ directory: log });
  // As they come in life, some milliseconds apart and up to now.
  const first = Date.now() - requests * 5;
  for (let n = 0; n < requests; n += 1) {
    const id = `req_${String(n).padStart(26, '0')}`;
    const request = header(id, {
      startedAt: first + n * 5,
      keyId: `key-${n % 5}`,
      team: `team-${(n * 7) % 6}`,
      endUser: users === 0 ? undefined : `user-${(n * 31) % users}`,
      tags: { app: `app-${n % 4}` },
    });
    void writer.append(intent(id, 1, { request }));
    void writer.append(
      done(id, { request, attempts: [attempt({ model: ['small', 'medium', 'large'][n % 3] })] }),
    );
  }
  writer.close();
  const before = databaseCpuMicros(postgres.cluster);
  const own = process.cpuUsage();
  const started = performance.now();
  const ingest = startIngest({ databaseUrl: postgres.url, directory: log });
  await ingest.idle();
  const seconds = (performance.now() - started) / 1_000;
  const stored = ingest.stored();
  await ingest.close();
  const cpu = process.cpuUsage(own);
  const rows = stored.requests + stored.attempts;
  const database = (databaseCpuMicros(postgres.cluster) - before) / rows;
  console.log(
    `${users} users: ${Math.round(rows / seconds)} rows/s; CPU µs a row: ${((cpu.user + cpu.system) / rows).toFixed(0)} here, ${database.toFixed(0)} of the database`,
  );
} finally {
  await postgres.stop();
  removeData(path.join(directory, 'database'));
  rmSync(directory, { recursive: true, force: true });
}
process.exit(0);
