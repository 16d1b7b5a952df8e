import { z } from 'zod';
import { cancelBenchmark } from '@/lib/latency/cancel';
import { getBenchmark, listBenchmarks } from '@/lib/latency/list';
import { estimateFor, startBenchmark } from '@/lib/latency/start';
import { startBenchmarkSchema } from '@/lib/latency/schemas';
import { benchmarkView, benchmarkViewSchema } from '@/lib/latency/view';
import { route } from '../route';

const byId = z.strictObject({ id: z.string().min(1).max(100) });
const oneBenchmark = z.strictObject({ benchmark: benchmarkViewSchema });

export const getBenchmarks = route({
  method: 'GET',
  path: '/api/v1/benchmarks',
  summary: 'Latency benchmarks of a workspace with their results, newest first, 30 at most',
  access: 'workspace.read',
  query: z.strictObject({ workspace: z.string().min(1).max(200).default('main') }),
  response: z.strictObject({ benchmarks: z.array(benchmarkViewSchema) }),
  errors: [404],
  handle: async ({ query, caller }) => ({
    body: { benchmarks: (await listBenchmarks(caller, query.workspace)).map(benchmarkView) },
  }),
});

export const postBenchmarkEstimate = route({
  method: 'POST',
  path: '/api/v1/benchmarks/estimate',
  summary: 'What a latency benchmark may cost, before it is started',
  access: 'job.run',
  body: startBenchmarkSchema,
  response: z.strictObject({
    targets: z.array(z.string()).describe('provider/model'),
    requests: z.int(),
    usd: z.string().describe('Should every answer be as long as it may'),
    isAboveCap: z.boolean(),
  }),
  errors: [404],
  handle: async ({ body, caller }) => ({ body: await estimateFor(caller, body) }),
});

export const postBenchmark = route({
  method: 'POST',
  path: '/api/v1/benchmarks',
  summary: 'Start a latency benchmark: chosen models, through the gateway and straight to their providers',
  access: 'job.run',
  body: startBenchmarkSchema,
  response: oneBenchmark,
  status: 201,
  errors: [404, 409],
  handle: async ({ body, caller }) => ({
    body: { benchmark: benchmarkView({ ...(await startBenchmark(caller, body)), results: [] }) },
  }),
});

export const getBenchmarkById = route({
  method: 'GET',
  path: '/api/v1/benchmarks/{id}',
  summary: 'One latency benchmark, how far it is and what came of it',
  access: 'workspace.read',
  params: byId,
  response: oneBenchmark,
  errors: [404],
  handle: async ({ params, caller }) => ({
    body: { benchmark: benchmarkView(await getBenchmark(caller, params.id)) },
  }),
});

export const postBenchmarkCancel = route({
  method: 'POST',
  path: '/api/v1/benchmarks/{id}/cancel',
  summary: 'End a latency benchmark; what was measured is kept',
  access: 'job.run',
  params: byId,
  response: oneBenchmark,
  errors: [404, 409],
  handle: async ({ params, caller }) => ({
    body: { benchmark: benchmarkView(await cancelBenchmark(caller, params.id)) },
  }),
});
