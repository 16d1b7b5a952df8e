import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startIngest } from '@/lib/ledger/ingest';
import { quantile } from '../statistics';
import { databaseCpuMicros } from './database-cpu';

export interface IngestFigures {
  offeredPerSecond: number;
  lagP50Ms: number;
  lagP99Ms: number;
  lagMaxMs: number;
  /** Of the ingester, and of all of PostgreSQL's processes. */
  cpuMicrosPerRequest: number;
  databaseCpuMicrosPerRequest: number;
  logBytesPerRequest: number;
  walBytesPerRequest: number;
  commitsPerSecond: number;
  createMs: number[];
  dropMs: number[];
}

const here = import.meta.dirname;

export interface Offered {
  databaseUrl: string;
  directory: string;
  env: Record<string, string>;
}

async function offer({
  databaseUrl,
  directory,
  env,
}: Offered): Promise<{ written: number; elapsedMs: number }> {
  const child = fork(path.join(here, 'offer.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, OFFER_DIRECTORY: directory, ...env },
  });
  const [told] = (await once(child, 'message')) as [{ written: number; elapsedMs: number }];
  return told;
}

const STATE = `SELECT (pg_current_wal_lsn() - '0/0')::float8 AS wal,
  (SELECT sum(xact_commit)::float8 FROM pg_stat_database WHERE datname = current_database()) AS commits,
  (SELECT coalesce(sum(safe_offset), 0)::float8 FROM ledger_segment) AS log`;

/** Takes up what another process offers, while partitions are made and dropped; tells lag and what each request cost. */
export async function measureIngest(
  database: { url: string; cluster: string },
  load: { perSecond: number; seconds: number; first: number },
): Promise<IngestFigures> {
  const directory = mkdtempSync(path.join(tmpdir(), 'scale-ingest-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const ingest = startIngest({ databaseUrl: database.url, directory });
  const state = async () =>
    (await client.query<{ wal: number; commits: number; log: number }>(STATE)).rows[0] ?? {
      wal: 0,
      commits: 0,
      log: 0,
    };
  await ingest.idle();
  const lags: number[] = [];
  const before = await state();
  const cpu = { own: process.cpuUsage(), database: databaseCpuMicros(database.cluster) };
  const sampling = setInterval(() => lags.push(ingest.lagMs() ?? 0), 20);
  const partitions = disturb(client, load.seconds);
  const env = {
    OFFER_RATE: String(load.perSecond),
    OFFER_SECONDS: String(load.seconds),
    OFFER_FIRST: String(load.first),
  };
  const { written, elapsedMs } = await offer({ databaseUrl: database.url, directory, env });
  const { createMs, dropMs } = await partitions;
  clearInterval(sampling);
  await ingest.idle();
  const used = process.cpuUsage(cpu.own);
  const databaseCpu = databaseCpuMicros(database.cluster) - cpu.database;
  const after = await state();
  const { requests } = ingest.stored();
  if (requests !== written) throw new Error(`${requests} of ${written} requests came onto the books`);
  await ingest.close();
  await client.end();
  rmSync(directory, { recursive: true });
  return {
    offeredPerSecond: (written * 1_000) / elapsedMs,
    lagP50Ms: quantile(lags, 0.5),
    lagP99Ms: quantile(lags, 0.99),
    lagMaxMs: Math.max(...lags),
    cpuMicrosPerRequest: (used.user + used.system) / written,
    databaseCpuMicrosPerRequest: databaseCpu / written,
    logBytesPerRequest: (after.log - before.log) / written,
    walBytesPerRequest: (after.wal - before.wal) / written,
    commitsPerSecond: ((after.commits - before.commits) * 1_000) / elapsedMs,
    createMs,
    dropMs,
  };
}

/** Makes partitions of days to come and drops old ones, each some times while the load runs. */
async function disturb(
  client: pg.Client,
  seconds: number,
): Promise<{ createMs: number[]; dropMs: number[] }> {
  const [createMs, dropMs]: [number[], number[]] = [[], []];
  const timed = async (into: number[], sql: string, values: unknown[]) => {
    const began = performance.now();
    await client.query(sql, values);
    into.push(performance.now() - began);
  };
  for (let n = 1; n <= 5; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, (seconds * 1_000) / 7));
    await timed(createMs, 'SELECT ensure_day_partitions($1)', [`2031-01-0${n}`]);
    await client.query('SELECT ensure_day_partitions($1)', [`2001-01-0${n}`]);
    await timed(
      dropMs,
      `SELECT drop_day_partitions(t, $1) FROM unnest(ARRAY['request', 'attempt', 'body']) t`,
      [`2001-01-0${n + 1}`],
    );
  }
  return { createMs, dropMs };
}

/** So many requests a day over the days before now, put on the books. */
export async function fillDaysBefore(databaseUrl: string, days: number, perDay: number): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'scale-fill-'));
  const env = { OFFER_RATE: String(perDay), OFFER_DAYS: String(days) };
  await offer({ databaseUrl, directory, env });
  const ingest = startIngest({ databaseUrl, directory });
  await ingest.idle();
  const { requests } = ingest.stored();
  await ingest.close();
  rmSync(directory, { recursive: true });
  return requests;
}
