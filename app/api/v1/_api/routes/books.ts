import { z } from 'zod';
import { readCursor } from '@/lib/analytics/requests/cursor';
import { getRequest } from '@/lib/analytics/requests/get-request';
import { listRequests, requestRow } from '@/lib/analytics/requests/list-requests';
import { requestWithAttempts } from '@/lib/analytics/requests/request-detail';
import { requestFiltersSchema } from '@/lib/analytics/requests/request-filters';
import { totals, totalsQuerySchema, totalsSchema } from '@/lib/analytics/totals';
import { route } from '../route';

const instant = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) >= 0, 'must not lie before 1970');
/** Later than any request, whatever the clocks of the machines say. */
const END_OF_TIME = new Date('9999-12-31T23:59:59Z');

export const getTotals = route({
  method: 'GET',
  path: '/api/v1/totals',
  summary: 'Requests, attempts and exact cost of a workspace, in all and by model',
  access: 'workspace.read',
  query: totalsQuerySchema,
  response: totalsSchema,
  errors: [404],
  handle: async ({ query: { workspace, from, to }, caller }) => ({
    body: await totals(caller, {
      workspaceId: workspace,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    }),
  }),
});

export const getRequests = route({
  method: 'GET',
  path: '/api/v1/requests',
  summary: 'The request log, newest first, 50 at a time',
  access: 'workspace.read',
  query: z.strictObject({
    workspace: z.string().min(1).default('main'),
    from: instant.optional(),
    to: instant.describe('Exclusive').optional(),
    cursor: z
      .string()
      .refine((text) => readCursor(text) !== undefined, 'is not a cursor that was given out')
      .describe('`older` of the page before')
      .optional(),
    ...requestFiltersSchema.shape,
  }),
  response: z.strictObject({ rows: z.array(requestRow), older: z.string().optional() }),
  errors: [404],
  handle: async ({ query: { workspace, from, to, cursor, ...filters }, caller }) => {
    const after = readCursor(cursor);
    return {
      body: await listRequests(caller, {
        workspaceId: workspace,
        from: new Date(from ?? 0),
        to: to === undefined ? END_OF_TIME : new Date(to),
        filters,
        ...(after === undefined ? {} : { after }),
      }),
    };
  },
});

export const getRequestById = route({
  method: 'GET',
  path: '/api/v1/requests/{id}',
  summary: 'One request with its attempts, line items and the reason for its route',
  access: 'workspace.read',
  params: z.strictObject({ id: z.string().min(1).max(200) }),
  response: requestWithAttempts,
  errors: [404],
  handle: async ({ params, caller }) => ({ body: await getRequest(caller, params.id) }),
});
