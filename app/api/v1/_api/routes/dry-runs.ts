import { z } from 'zod';
import { cancelDryRun } from '@/lib/dryrun/cancel-dry-run';
import { listDryRuns } from '@/lib/dryrun/list-dry-runs';
import { openDryRun } from '@/lib/dryrun/open-dry-run';
import { dryRunViewSchema } from '@/lib/dryrun/schemas';
import { startDryRun, startDryRunSchema } from '@/lib/dryrun/start-dry-run';
import { route } from '../route';

const params = z.strictObject({ id: z.string().min(1).max(100) });
const one = z.strictObject({ run: dryRunViewSchema });

export const postDryRun = route({
  method: 'POST',
  path: '/api/v1/dry-runs',
  summary: 'Try a draft on past traffic of a workspace, in the background',
  access: 'config.draft',
  body: startDryRunSchema,
  response: one,
  status: 201,
  errors: [404, 409, 422],
  handle: async ({ body, caller }) => ({ body: { run: await startDryRun(caller, body) } }),
});

export const getDryRuns = route({
  method: 'GET',
  path: '/api/v1/dry-runs',
  summary: 'The last dry runs of a draft, newest first',
  access: 'config.draft',
  query: z.strictObject({
    workspace: z.string().min(1).default('main'),
    draftId: z.string().min(1).max(100),
  }),
  response: z.strictObject({ runs: z.array(dryRunViewSchema) }),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: { runs: await listDryRuns(caller, query) } }),
});

export const getDryRunById = route({
  method: 'GET',
  path: '/api/v1/dry-runs/{id}',
  summary: 'How far a dry run is, and its result: cost, latency and moved requests',
  access: 'config.draft',
  params,
  response: one,
  errors: [404],
  handle: async ({ params: { id }, caller }) => ({ body: { run: await openDryRun(caller, id) } }),
});

export const deleteDryRun = route({
  method: 'DELETE',
  path: '/api/v1/dry-runs/{id}',
  summary: 'Cancel a dry run that waits or runs',
  access: 'config.draft',
  params,
  response: one,
  errors: [404],
  handle: async ({ params: { id }, caller }) => ({ body: { run: await cancelDryRun(caller, id) } }),
});
