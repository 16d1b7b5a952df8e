/**
 * `npm run test:pooler`: the whole product behind a PgBouncer in transaction mode (Debian: `apt-get install pgbouncer`).
 * Traffic, budgets, keys, configuration, a dry run, a batch and what the pages read; then the books. Exit 1 when
 * something is off, or when there is no PgBouncer to show it with.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withClient } from '@/lib/boot/postgres/connect';
import { openPostgres } from '@/lib/boot/postgres/open';
import { isRight, verifyBooks } from '@/lib/ledger/verify';
import { failedStart, removeData, startTollgate } from '../support/start-tollgate';
import { pgBouncerVersion, startPgBouncer } from '../support/start-pgbouncer';
import { workload } from './workload';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** What transaction pooling breaks, in the words of PostgreSQL and PgBouncer. */
const BROKEN =
  /prepared statement|unsupported startup|current transaction is aborted|already in progress|could not/i;

const version = pgBouncerVersion();
if (version === undefined) {
  say('There is no pgbouncer on this machine (Debian: apt-get install pgbouncer): nothing was shown.');
  process.exit(1);
}
const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-pooler-'));
const dataDirectory = path.join(directory, 'data');
const postgres = await openPostgres(path.join(directory, 'database'), { fsync: 'off' });
const pooler = await startPgBouncer(postgres.url);
const found: string[] = [];
const check = (name: string, isTrue: boolean, detail = '') => {
  say(`${isTrue ? '✓' : '✗'} ${name}${detail && ` (${detail})`}`);
  if (!isTrue) found.push(name);
};
try {
  const env = {
    DATABASE_URL: pooler.url,
    TOLLGATE_DATA_DIR: dataDirectory,
    TOLLGATE_SECRET: 'a-secret-of-the-pooler-test-0123456789',
    TOLLGATE_WORKERS: '2',
    TOLLGATE_SIMULATOR: 'on',
    TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.1',
  };
  const { code, text } = await failedStart(env);
  check('a pooler alone is refused', code === 1 && text.includes('DATABASE_DIRECT_URL'), text.trim());
  const tollgate = await startTollgate({ ...env, DATABASE_DIRECT_URL: postgres.url });
  const sent = await workload(tollgate, check);
  await tollgate.stop();
  const troubles = tollgate
    .output()
    .split('\n')
    .filter((line) => BROKEN.test(line));
  check('nothing that Tollgate said tells of a broken session', troubles.length === 0, troubles[0] ?? '');
  const refused = pooler
    .output()
    .split('\n')
    .filter((line) => /unsupported|ERROR/.test(line));
  check('nothing that PgBouncer said does', refused.length === 0, refused[0] ?? '');
  await withClient(postgres.url, async (client) => {
    const { rows } = await client.query<{ n: number; locks: number }>(
      `SELECT (SELECT count(*)::int FROM request WHERE workspace_id = 'main' AND status = 200) AS n,
         (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks`,
    );
    check('each answered request is on the books', rows[0]?.n === sent, `${rows[0]?.n} of ${sent}`);
    check('no lock is left on a session of the pool', rows[0]?.locks === 0, String(rows[0]?.locks));
    check('the books are right', isRight(await verifyBooks(client)));
  });
} finally {
  await pooler.stop();
  await postgres.stop();
  removeData(path.join(directory, 'database'));
  rmSync(directory, { recursive: true, force: true });
}
say(found.length === 0 ? `The whole product runs behind ${version}.` : `Off: ${found.join('; ')}`);
process.exit(found.length === 0 ? 0 : 1);
