import { z } from 'zod';
import { teamCondition } from '@/lib/access/team-condition';
import { COST_NOW } from '@/lib/analytics/savings/cost-now';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import type { PromptFacts } from './facts';

/** Rows are read, not rollups: that many of the newest ones say enough. */
const NEWEST = 50_000;
/** Below so many there is nothing to speak of. */
const LEAST_REQUESTS = 50;

const count = z.string().transform(Number);
const repeatRow = z.object({ ruleId: z.string(), model: z.string(), repeats: count, costUsd: z.string() });
const limitRow = z.object({
  ruleId: z.string(),
  provider: z.string(),
  model: z.string(),
  requests: count,
  limitTokens: z.number(),
  usedTokens: z.number(),
  excessTokens: count,
});

const factsSchema = z.tuple([
  z.object({ prompts: count, limits: count, repeats: z.array(repeatRow), outputs: z.array(limitRow) }),
]);

/** What is asked of `request r`: those that were answered by a provider, newest first. The caller has authorised the viewer. */
export async function gatherPrompts(
  viewer: Viewer,
  workspaceId: string,
  span: { from: Date; to: Date },
): Promise<PromptFacts> {
  const rows = await db().$queryRaw(Prisma.sql`WITH newest AS MATERIALIZED (
      SELECT r.started_at, r.key_id, r.rule_id, r.provider, r.model, r.output_tokens, r.facts ->> 'prompt' AS prompt,
        (r.facts ->> 'maxOutputTokens')::float8 AS limit_tokens, ${COST_NOW} AS cost_usd
      FROM request r
      WHERE r.workspace_id = ${workspaceId} AND r.started_at >= ${span.from} AND r.started_at < ${span.to}
        AND ${teamCondition(viewer, workspaceId, Prisma.sql`r.team`)} AND r.outcome = 'success' AND r.provider <> ''
      ORDER BY r.started_at DESC LIMIT ${NEWEST}
    ), known AS (
      SELECT *, lag(started_at) OVER (PARTITION BY key_id, prompt ORDER BY started_at) AS before
      FROM newest WHERE prompt IS NOT NULL
    ), repeats AS (
      SELECT rule_id AS "ruleId", model, count(*)::text AS repeats, trim_scale(coalesce(sum(cost_usd), 0))::text AS "costUsd"
      FROM known WHERE before > started_at - interval '24 hours' GROUP BY 1, 2 ORDER BY sum(cost_usd) DESC NULLS LAST
    ), used AS (
      SELECT rule_id, provider, model, count(*) AS requests,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY limit_tokens) AS limit_tokens,
        percentile_disc(0.99) WITHIN GROUP (ORDER BY output_tokens) AS used_tokens
      FROM newest WHERE limit_tokens IS NOT NULL AND output_tokens IS NOT NULL GROUP BY 1, 2, 3
      HAVING count(*) >= ${LEAST_REQUESTS}
    ), outputs AS (
      SELECT u.rule_id AS "ruleId", u.provider, u.model, u.requests::text AS requests, u.limit_tokens AS "limitTokens",
        u.used_tokens::float8 AS "usedTokens", sum(greatest(n.output_tokens - u.used_tokens, 0))::text AS "excessTokens"
      FROM used u JOIN newest n USING (rule_id, provider, model) WHERE n.limit_tokens IS NOT NULL
      GROUP BY 1, 2, 3, u.requests, u.limit_tokens, u.used_tokens ORDER BY u.requests DESC
    )
    SELECT (SELECT count(prompt)::text FROM newest) AS prompts, (SELECT count(limit_tokens)::text FROM newest) AS limits,
      (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM repeats r) AS repeats,
      (SELECT coalesce(jsonb_agg(to_jsonb(o)), '[]') FROM outputs o) AS outputs`);
  return factsSchema.parse(rows)[0];
}
