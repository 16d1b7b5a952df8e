import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAuditBySql } from '@/lib/audit/append-by-sql';
import { inTransaction } from '@/lib/database/in-transaction';
import { jobsPool } from '@/lib/batches/jobs-pool';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { getBenchmark, type MeasuredBenchmark } from './list';
import { BENCHMARK_CHANNEL, moveBenchmark } from './store';

/**
 * Ends a benchmark: what is under way comes to its end, nothing new is sent. Asked again it says the same. Throws `forbidden`,
 * `not_found`, and 409 once it is over.
 */
export async function cancelBenchmark(viewer: Viewer, id: string): Promise<MeasuredBenchmark> {
  requireRight(viewer, 'job.run');
  const { status, workspaceId } = await getBenchmark(viewer, id);
  await inTransaction(jobsPool(), async (client) => {
    const moved = await moveBenchmark(client, id, ['waiting', 'running', 'cancelling'], 'cancelling');
    if (!moved) throw new GatewayError('conflict', `The benchmark is over (${status}): too late to cancel.`);
    await client.query(`SELECT pg_notify('${BENCHMARK_CHANNEL}', $1)`, [id]);
    if (status === 'cancelling') return;
    await appendAuditBySql(client, actorOf(viewer), {
      action: 'benchmark.cancel',
      subject: { kind: 'benchmark', id },
      workspaceId,
      before: { status },
      after: { status: 'cancelling' },
    });
  });
  return getBenchmark(viewer, id);
}
