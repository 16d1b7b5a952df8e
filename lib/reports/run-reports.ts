import type PgBoss from 'pg-boss';
import { parseAllowList } from '@/lib/egress/policy';
import { createQueue } from '@/lib/jobs/create-queue';
import type { Job, JobDeps } from '@/lib/jobs/deps';
import { enqueueDue, MAIL_QUEUE } from './enqueue-due';
import { sendDue } from './send-due';

/** The clock that looks whether a report is due: pg-boss's, which ticks once for all workers. */
const DUE_QUEUE = 'report-due';
const EACH_MINUTE = '* * * * *';

interface ReportOptions {
  publicUrl: string | undefined;
  /** As in TOLLGATE_EGRESS_ALLOW; throws when it can't be read. */
  egressAllow: string | undefined;
  /** Epoch ms. */
  now?: () => number;
}

/** The worker's part of reports: on the first of a month at eight, in the workspace's zone, they go out by mail. */
export async function runReports(
  { boss, pool, onError }: JobDeps,
  { publicUrl, egressAllow, now = () => Date.now() }: ReportOptions,
): Promise<Job> {
  const options = { publicUrl, now, allowed: parseAllowList(egressAllow) };
  await createQueue(pool, boss, { name: DUE_QUEUE, policy: 'short', retryLimit: 0, expireInSeconds: 60 });
  await createQueue(pool, boss, { name: MAIL_QUEUE });
  await boss.work<{ id: string }>(
    MAIL_QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 1, includeMetadata: true },
    async ([job]: PgBoss.JobWithMetadata<{ id: string }>[]) => {
      if (job !== undefined) await sendDue(pool, job.data.id, options, job.retryCount >= job.retryLimit);
    },
  );
  const look = () => enqueueDue(pool, boss, new Date(now())).catch(onError);
  await boss.work(DUE_QUEUE, { pollingIntervalSeconds: 5 }, look);
  await boss.schedule(DUE_QUEUE, EACH_MINUTE);
  // What came due while no worker ran.
  await look();
  return { close: () => Promise.resolve() };
}
