import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAuditBySql } from '@/lib/audit/append-by-sql';
import { inTransaction } from '@/lib/database/in-transaction';
import { jobsPool } from '@/lib/batches/jobs-pool';
import type { Queryable } from '@/lib/batches/store';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import { ensurePlaygroundKey } from '@/lib/playground/ensure-key';
import { openPlace } from '@/lib/playground/open-place';
import { playgroundKeyId } from '@/lib/playground/place-key';
import type { Viewer } from '@/lib/users/viewer';
import { estimateBenchmark, type BenchmarkEstimate } from './estimate';
import { benchmarkSchema, startBenchmarkSchema, type Benchmark } from './schemas';
import { BENCHMARK_CHANNEL, BENCHMARK_COLUMNS } from './store';

type Input = z.input<typeof startBenchmarkSchema>;

/** What a benchmark may cost, before it is started. Throws `forbidden`, `not_found`, ZodError, and 400 that names the field. */
export async function estimateFor(viewer: Viewer, input: Input): Promise<BenchmarkEstimate> {
  requireRight(viewer, 'job.run');
  const { workspace, ...settings } = startBenchmarkSchema.parse(input);
  await openPlace(viewer, workspace);
  return estimateBenchmark(settings, await loadSnapshot(jobsPool()), Date.now());
}

/**
 * Puts a benchmark before the worker, under the key of the viewer's playground. Throws as {@link estimateFor}, and 409 while
 * another of the workspace is under way: they would measure each other.
 */
export async function startBenchmark(viewer: Viewer, input: Input): Promise<Benchmark> {
  const { usd, requests } = await estimateFor(viewer, input);
  const { workspace, ...settings } = startBenchmarkSchema.parse(input);
  const place = await openPlace(viewer, workspace);
  await ensurePlaygroundKey(place);
  return inTransaction(jobsPool(), async (client) => {
    const benchmark = await put(client, viewer, place, { settings, requests, usd });
    await appendAuditBySql(client, actorOf(viewer), {
      action: 'benchmark.start',
      subject: { kind: 'benchmark', id: benchmark.id },
      workspaceId: place.workspaceId,
      before: null,
      // Without its settings: they hold prompts.
      after: { requests, estimateUsd: usd },
    });
    return benchmark;
  });
}

async function put(
  client: Queryable,
  viewer: Viewer,
  place: Awaited<ReturnType<typeof openPlace>>,
  { settings, requests, usd }: Pick<BenchmarkEstimate, 'requests' | 'usd'> & { settings: object },
): Promise<Benchmark> {
  const { rows } = await client.query(
    `WITH told AS (SELECT pg_notify('${BENCHMARK_CHANNEL}', $1))
     INSERT INTO benchmark (id, workspace_id, key_id, author, address, status, settings, total, estimate_usd)
     SELECT $1, $2, $3, $4, $5, 'waiting', $6, $7, $8 FROM told
     ON CONFLICT (workspace_id) WHERE ended_at IS NULL DO NOTHING
     RETURNING ${BENCHMARK_COLUMNS}`,
    [
      ...[
        `bench_${randomUUID().replaceAll('-', '')}`,
        place.workspaceId,
        playgroundKeyId(place),
        viewer.email,
      ],
      ...[viewer.origin?.address ?? null, JSON.stringify(settings), requests, usd],
    ],
  );
  if (rows.length === 0)
    throw new GatewayError(
      'conflict',
      'A benchmark of this workspace is under way: wait for its end, or cancel it.',
    );
  return benchmarkSchema.parse(rows[0]);
}
