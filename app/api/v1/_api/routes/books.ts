import { z } from 'zod';
import { readCursor } from '@/lib/analytics/cursor';
import { getRequest } from '@/lib/analytics/get-request';
import { listRequests, requestPageSchema } from '@/lib/analytics/list-requests';
import { attemptDetail, requestDetail } from '@/lib/analytics/request-detail';
import { requestFiltersSchema } from '@/lib/analytics/request-filters';
import { totals, totalsQuerySchema, totalsSchema } from '@/lib/analytics/totals';
import { GatewayError } from '@/lib/errors/gateway-error';
import { instant } from '../instant';
import { route } from '../route';

export const getTotals = route({
  method: 'GET',
  path: '/api/v1/totals',
  summary: 'Requests, attempts and exact cost of a workspace, in all and by model',
  access: 'read',
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
