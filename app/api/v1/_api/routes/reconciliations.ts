import { z } from 'zod';
import { getReconciliation, listReconciliations } from '@/lib/reconciliation/list-runs';
import { runReconciliation } from '@/lib/reconciliation/run-reconciliation';
import {
  reconciliationHeadSchema,
  reconciliationRequestSchema,
  reconciliationRunSchema,
} from '@/lib/reconciliation/run-schemas';
import { route } from '../route';

export const postReconciliation = route({
  method: 'POST',
  path: '/api/v1/reconciliations',
  summary: 'Compare the books with a provider’s own ledger or invoice, and keep what came out',
  access: 'config.publish',
  body: reconciliationRequestSchema,
  response: z.strictObject({ run: reconciliationRunSchema }),
  status: 201,
  errors: [404],
  handle: async ({ body, caller }) => ({ body: { run: await runReconciliation(caller, body) } }),
});

export const getReconciliations = route({
  method: 'GET',
  path: '/api/v1/reconciliations',
  summary: 'Comparisons of a workspace’s books with providers, newest first',
  access: 'config.read',
  query: z.strictObject({ workspace: z.string().min(1).default('main') }),
  response: z.strictObject({ runs: z.array(reconciliationHeadSchema) }),
  errors: [404],
  handle: async ({ query, caller }) => ({
    body: { runs: await listReconciliations(caller, query.workspace) },
  }),
});

export const getReconciliationById = route({
  method: 'GET',
  path: '/api/v1/reconciliations/{id}',
  summary: 'One comparison: matched, missing, differing, by day and model, with its error bar',
  access: 'config.read',
  params: z.strictObject({ id: z.string().min(1).max(100) }),
  response: z.strictObject({ run: reconciliationRunSchema }),
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { run: await getReconciliation(caller, params.id) } }),
});
