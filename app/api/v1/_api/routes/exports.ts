import { z } from 'zod';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { resolveRange } from '@/lib/analytics/range';
import { requestFiltersSchema } from '@/lib/analytics/requests/request-filters';
import { exportRequests } from '@/lib/exports/export-requests';
import { exportSpend } from '@/lib/exports/export-spend';
import { writeTable, type ExportFormat, type ExportTable } from '@/lib/exports/write-table';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { GatewayError } from '@/lib/errors/gateway-error';
import { route } from '../route';

/** The words that pages have in their addresses, so that a page and its export are asked the same. */
const place = {
  workspace: z.string().min(1).default('main'),
  range: z.string().optional(),
  from: z.string().describe('First local day, YYYY-MM-DD').optional(),
  to: z.string().describe('Last local day').optional(),
  format: z.enum(['csv', 'json']).default('csv'),
};
type Place = { workspace: string; range?: string; from?: string; to?: string };

async function rangeOf(caller: Viewer, { workspace, range, from, to }: Place, now: Date) {
  const { id, reportingZone } = await openWorkspace(caller, workspace);
  const wanted = Object.fromEntries(Object.entries({ range, from, to }).filter(([, value]) => value));
  const found = resolveRange(wanted, reportingZone, now);
  // A page shows the nearest valid range and says so; a file that is not what was asked for says nothing.
  if (found.problem !== undefined)
    throw new GatewayError('invalid_request', found.problem, { param: 'range' });
  return { ...found, workspaceId: id };
}

function file(name: string, table: ExportTable, format: ExportFormat) {
  const headers = {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
    'content-disposition': `attachment; filename="${name}.${format}"`,
  };
  return { body: undefined, headers, stream: writeTable(table, format) };
}

export const getExportedRequests = route({
  method: 'GET',
  path: '/api/v1/export/requests',
  summary: 'All requests of a range and filters, newest first, streamed as CSV or JSON',
  access: 'workspace.read',
  query: z.strictObject({ ...place, ...requestFiltersSchema.shape }),
  response: z.unknown(),
  errors: [404],
  handle: async ({ query: { workspace, range, from, to, format, ...filters }, caller }) => {
    const now = new Date();
    const span = await rangeOf(caller, { workspace, range, from, to }, now);
    return file('requests', await exportRequests(caller, { ...span, filters }), format);
  },
});

export const getExportedSpend = route({
  method: 'GET',
  path: '/api/v1/export/spend',
  summary: 'A metric by up to two dimensions, equal to the table of the spend page, as CSV or JSON',
  access: 'workspace.read',
  query: z.strictObject({ ...place, ...exploreQuerySchema.shape }),
  response: z.unknown(),
  errors: [404],
  handle: async ({ query: { workspace, range, from, to, format, ...query }, caller }) => {
    const now = new Date();
    const span = await rangeOf(caller, { workspace, range, from, to }, now);
    return file('spend', await exportSpend(caller, span, query, now), format);
  },
});
