import { z } from 'zod';
import { teamCondition } from '@/lib/access/team-condition';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { COST_NOW, COST_STATE_NOW } from '../savings/cost-now';
import { writeCursor, type Cursor } from './cursor';
import { requestConditions } from './request-conditions';
import type { RequestFilters } from './request-filters';
import type { Scope } from '../scope';

export const PAGE_SIZE = 50;

export const requestRow = z.object({
  id: z.string(),
  startedAt: z.date(),
  keyId: z.string(),
  requestedModel: z.string(),
  provider: z.string(),
  model: z.string(),
  task: z.string(),
  stream: z.boolean(),
  status: z.number().int(),
  outcome: z.string(),
  errorCode: z.string().nullable(),
  attemptCount: z.number().int(),
  latencyMs: z.number().int(),
  inputTokens: z.string().nullable(),
  outputTokens: z.string().nullable(),
  /** Exact, after re-rating; null when it is not known. */
  costUsd: z.string().nullable(),
  costState: z.string(),
  /** What was billed when it ran: another amount where a re-rating corrected it. */
  billedUsd: z.string().nullable(),
});

export type RequestRow = z.infer<typeof requestRow>;

export interface RequestPage {
  /** Newest first, at most 50. */
  rows: RequestRow[];
  /** Cursor of the next, older page. */
  older?: string;
}

export interface RequestQuery extends Scope {
  filters: RequestFilters;
  /** Rows after this place. */
  after?: Cursor;
  /** Rows of a page; 50 when absent. */
  limit?: number;
}

/** One page of the request log by keyset, so that page 1,000 costs what page 1 costs. Throws `forbidden`, `not_found`. */
export async function listRequests(viewer: Viewer, query: RequestQuery): Promise<RequestPage> {
  const workspace = await openWorkspace(viewer, query.workspaceId);
  const { after, limit = PAGE_SIZE } = query;
  // The bound by itself spares the days after it; a comparison of pairs alone does not.
  const at = after === undefined ? undefined : new Date(after.startedAt);
  const place =
    at === undefined
      ? Prisma.sql`true`
      : Prisma.sql`r.started_at <= ${at} AND (r.started_at, r.id) < (${at}::timestamptz, ${after?.id})`;
  const found = await readRows(Prisma.sql`
    SELECT r.id, r.started_at AS "startedAt", r.key_id AS "keyId", r.requested_model AS "requestedModel",
           r.provider, r.model, r.task, r.stream, r.status, r.outcome, r.error_code AS "errorCode",
           r.attempt_count AS "attemptCount", r.latency_ms AS "latencyMs",
           r.input_tokens::text AS "inputTokens", r.output_tokens::text AS "outputTokens",
           trim_scale(${COST_NOW})::text AS "costUsd", ${COST_STATE_NOW} AS "costState",
           trim_scale(r.cost_usd)::text AS "billedUsd"
    FROM request r
    WHERE r.workspace_id = ${workspace.id} AND r.started_at >= ${query.from} AND r.started_at < ${query.to}
      AND ${teamCondition(viewer, workspace.id, Prisma.sql`r.team`)}
      AND ${place} AND ${requestConditions(query.filters)}
    ORDER BY r.started_at DESC, r.id DESC
    LIMIT ${limit + 1}`);
  const parsed = z.array(requestRow).parse(found);
  const rows = parsed.slice(0, limit);
  const last = rows.at(-1);
  if (parsed.length <= limit || last === undefined) return { rows };
  return { rows, older: writeCursor({ startedAt: last.startedAt.getTime(), id: last.id }) };
}
