import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openDryRun } from './open-dry-run';
import type { DryRunMove } from './schemas';

export const listMovedSchema = z.strictObject({
  from: z.string().min(1).max(300),
  to: z.string().min(1).max(300),
  /** Counted from 1. */
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

const PER_PAGE = 50;

const movedRow = z.object({
  id: z.string(),
  startedAt: z.date(),
  keyId: z.string(),
  task: z.string(),
  requestedModel: z.string(),
  provider: z.string(),
  model: z.string(),
  inputTokens: z.bigint().nullable(),
  outputTokens: z.bigint().nullable(),
  costUsd: z.string().nullable(),
});
export type MovedRequest = z.infer<typeof movedRow>;

export interface MovedPage {
  move: Omit<DryRunMove, 'requestIds'>;
  /** How many of them are listed at all. */
  listed: number;
  rows: MovedRequest[];
  hasMore: boolean;
}

/** The requests of one move, in the order in which they came, 50 a page; undefined for a move that there is not. Throws `forbidden`, `not_found`. */
export async function listMoved(
  viewer: Viewer,
  runId: string,
  input: z.input<typeof listMovedSchema>,
): Promise<MovedPage | undefined> {
  const { from, to, page } = listMovedSchema.parse(input);
  const run = await openDryRun(viewer, runId);
  const found = run.result?.moves.find((move) => move.from === from && move.to === to);
  if (found === undefined) return undefined;
  const { requestIds, ...move } = found;
  const ids = requestIds.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const rows = await db().$queryRaw(Prisma.sql`
    SELECT id, started_at AS "startedAt", key_id AS "keyId", task, requested_model AS "requestedModel", provider, model,
      input_tokens AS "inputTokens", output_tokens AS "outputTokens", trim_scale(cost_usd)::text AS "costUsd"
    FROM request WHERE workspace_id = ${run.workspace} AND started_at >= ${new Date(run.from)}
      AND started_at < ${new Date(run.to)} AND id = ANY(${ids}::text[])
    ORDER BY started_at, id`);
  return {
    move,
    listed: requestIds.length,
    rows: z.array(movedRow).parse(rows),
    hasMore: requestIds.length > page * PER_PAGE,
  };
}
