import { z } from 'zod';
import { rollupsIn, type Scope } from '@/lib/analytics/scope';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { HIT_MS, HIT_PICO, HIT_UNPRICED } from '@/lib/ledger/ingest/saved-meters';
import { subtractUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { EMBEDDING_TASK } from './semantic/embedding-task';

const count = z.string().transform(Number);
const figures = {
  /** Requests for which the cache was asked. */
  asked: count,
  exact: count,
  semantic: count,
  /** What the hits would have cost, USD. */
  savedUsd: z.string(),
  /** Hits whose saving is not known, for their model had no price; in no sum of money. */
  unpriced: count,
  /** What embeddings for the semantic cache have cost, USD. */
  embeddingUsd: z.string(),
  /** Time that clients did not wait, ms. */
  savedMs: count,
};
const row = z.object({ rule: z.string().nullable(), ...figures });

/** What the gateway's own cache did in a span for the requests of a rule. `netUsd`: saved, less its embeddings. */
export type CacheFigures = Omit<z.output<typeof row>, 'rule'> & { netUsd: string };
export interface CacheReport {
  /** Most asked first; '' stands for requests of rules that have no name. */
  rules: ({ rule: string } & CacheFigures)[];
  total: CacheFigures;
}

const NOTHING: CacheFigures = {
  ...{ asked: 0, exact: 0, semantic: 0, unpriced: 0, savedMs: 0 },
  ...{ savedUsd: '0', embeddingUsd: '0', netUsd: '0' },
};

const meter = (name: string) => Prisma.sql`coalesce(sum((s.other_meters ->> ${name})::numeric), 0)`;
const requests = (condition: Prisma.Sql) =>
  Prisma.sql`coalesce(sum(s.requests) FILTER (WHERE ${condition}), 0)::text`;

/** Hit rate, money and time saved, by rule, from the rollups. Throws `forbidden` or `not_found`. */
export async function cacheByRule(viewer: Viewer, scope: Scope): Promise<CacheReport> {
  const source = await rollupsIn(viewer, scope, ['task', 'rule_id', 'cache']);
  const found = await readRows(Prisma.sql`
    SELECT s.rule_id AS rule, ${requests(Prisma.sql`s.cache <> ''`)} AS asked,
      ${requests(Prisma.sql`s.cache = 'hit_exact'`)} AS exact,
      ${requests(Prisma.sql`s.cache = 'hit_semantic'`)} AS semantic,
      trim_scale(${meter(HIT_PICO)} * 0.000000000001)::text AS "savedUsd",
      ${meter(HIT_UNPRICED)}::text AS unpriced, ${meter(HIT_MS)}::text AS "savedMs",
      trim_scale(coalesce(sum(s.cost_usd) FILTER (WHERE s.task = ${EMBEDDING_TASK}), 0))::text AS "embeddingUsd"
    ${source}
    GROUP BY GROUPING SETS ((s.rule_id), ())
    HAVING sum(s.requests) FILTER (WHERE s.cache <> '' OR s.task = ${EMBEDDING_TASK}) > 0
    ORDER BY sum(s.requests) FILTER (WHERE s.cache <> '') DESC NULLS LAST, 1`);
  const rows = z
    .array(row)
    .parse(found)
    .map((one) => ({ ...one, netUsd: subtractUsd(one.savedUsd, one.embeddingUsd) }));
  return {
    rules: rows.flatMap(({ rule, ...rest }) => (rule === null ? [] : [{ rule, ...rest }])),
    total: rows.flatMap(({ rule, ...rest }) => (rule === null ? rest : []))[0] ?? NOTHING,
  };
}
