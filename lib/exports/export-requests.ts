import { listRequests, type RequestQuery, type RequestRow } from '@/lib/analytics/requests/list-requests';
import { readCursor, type Cursor } from '@/lib/analytics/requests/cursor';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { Cell } from './csv';
import type { ExportTable } from './write-table';

const ROWS_AT_A_TIME = 1_000;
const DAY_MS = 86_400_000;
const COLUMNS = [
  'started_at',
  'id',
  'key',
  'asked_for',
  'provider',
  'model',
  'task',
  'outcome',
  'status',
  'error',
  'attempts',
  'latency_ms',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'cost_state',
] as const;

type Asked = Omit<RequestQuery, 'after' | 'limit'>;

const number = (value: number | string | null): Cell => (value === null ? null : { number: String(value) });

function cells(row: RequestRow): Cell[] {
  return [
    row.startedAt.toISOString(),
    row.id,
    row.keyId,
    row.requestedModel,
    row.provider,
    row.model,
    row.task,
    row.outcome,
    number(row.status),
    row.errorCode,
    number(row.attemptCount),
    number(row.latencyMs),
    number(row.inputTokens),
    number(row.outputTokens),
    number(row.costUsd),
    row.costState,
  ];
}

/** The request log of a span as the page filters it, newest first, read page by page. Throws `forbidden` or `not_found`. */
export async function exportRequests(viewer: Viewer, query: Asked): Promise<ExportTable> {
  const workspace = await openWorkspace(viewer, query.workspaceId);
  return {
    about: {
      workspace: workspace.id,
      zone: workspace.reportingZone,
      from: query.from.toISOString(),
      to: query.to.toISOString(),
      instants: 'UTC',
    },
    columns: COLUMNS,
    rows: pages(viewer, query),
  };
}

/**
 * A day at a time, newest first, and each day page by page: a page is then one short query however few rows the filters let
 * through, and whoever hangs up stops it at the next one. No snapshot is held open meanwhile.
 */
async function* pages(viewer: Viewer, query: Asked): AsyncGenerator<Cell[]> {
  const first = query.from.getTime();
  for (let end = query.to.getTime(); end > first; end -= DAY_MS) {
    const day = { ...query, from: new Date(Math.max(first, end - DAY_MS)), to: new Date(end) };
    let after: Cursor | undefined;
    do {
      const page = await listRequests(viewer, {
        ...day,
        limit: ROWS_AT_A_TIME,
        ...(after === undefined ? {} : { after }),
      });
      for (const row of page.rows) yield cells(row);
      after = readCursor(page.older);
    } while (after !== undefined);
  }
}
