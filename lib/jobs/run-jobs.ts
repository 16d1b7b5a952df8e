import pg from 'pg';
import PgBoss from 'pg-boss';
import { runBatches } from '@/lib/batches/run-batches';
import { runBenchmarks } from '@/lib/latency/run-benchmarks';
import { runReports } from '@/lib/reports/run-reports';
import type { Gateway } from '@/lib/gateway/open-gateway';
import type { Job, JobDeps } from './deps';
import { openWorkerPipeline, type WorkerPipeline } from './pipeline';

interface JobsOptions {
  databaseUrl: string;
  /** The gateway that the jobs ask through; opened when the first one needs it. */
  openGateway: () => Promise<Gateway>;
  publicUrl: string | undefined;
  egressAllow: string | undefined;
  onError: (error: unknown) => void;
}

/** Batches hold several connections each while they run. */
const CONNECTIONS = 14;

/** What the worker does when there is time: batches, benchmarks and reports, as jobs in PostgreSQL (pg-boss). */
export async function runJobs(options: JobsOptions): Promise<Job> {
  const { databaseUrl, openGateway, publicUrl, egressAllow, onError } = options;
  const stopping = new AbortController();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', onError);
  const boss = new PgBoss({ connectionString: databaseUrl, max: 3, application_name: 'tollgate-jobs' });
  boss.on('error', onError);
  await boss.start();
  let opened: Promise<WorkerPipeline> | undefined;
  const deps: JobDeps = {
    ...{ databaseUrl, boss, pool, onError, signal: stopping.signal },
    pipeline: () =>
      (opened ??= openWorkerPipeline(openGateway).catch((error: unknown) => {
        opened = undefined;
        throw error;
      })),
  };
  // One after another: each makes queues, and two that are made at once may lock each other out.
  const rooms = [
    await runBatches(deps),
    await runBenchmarks(deps),
    await runReports(deps, { publicUrl, egressAllow }),
  ];
  return {
    async close() {
      stopping.abort();
      await Promise.all(rooms.map((room) => room.close()));
      await boss.stop({ graceful: true, wait: true, timeout: 20_000 });
      await (await opened)?.close();
      await pool.end();
    },
  };
}
