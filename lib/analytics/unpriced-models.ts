import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { GatewayError } from '@/lib/errors/gateway-error';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { baselineCost, type BaselineCost, type MeterSums } from '@/lib/pricing/savings';
import { METERS } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { ofOwnTeams } from './of-own-teams';
import { openAttempts } from './requests/open-attempts';
import { publishedDocument } from './published-document';
import type { Scope } from './scope';

const usd = z.string().describe('Exact decimal, USD');

export const unpricedSchema = z.strictObject({
  provider: z.string(),
  /** Our id, and the provider's own name of what served. */
  model: z.string(),
  servedModel: z.string(),
  requests: z.int(),
  attempts: z.int(),
  inputTokens: z.string(),
  outputTokens: z.string(),
  /** Meters that lack a price. */
  meters: z.array(z.string()),
  firstSeen: z.string(),
  lastSeen: z.string(),
  /** What the same usage would have cost on the proxy; null: it has no price for it either, or none was chosen. */
  proxyUsd: usd.nullable(),
});

export type UnpricedModel = z.infer<typeof unpricedSchema>;

const sums = z.array(
  z.object({
    provider: z.string(),
    model: z.string(),
    servedModel: z.string(),
    requests: z.string().transform(Number),
    attempts: z.string().transform(Number),
    meters: z.array(z.string()),
    firstSeen: z.date().transform((at) => at.toISOString()),
    lastSeen: z.date().transform((at) => at.toISOString()),
    used: z.array(z.object({ at: z.string(), meter: z.enum(METERS), quantity: z.number() })),
  }),
);

/**
 * Models that were used without a price, most used first. `proxy`: a model of ours whose prices say what they would
 * have cost (one quarter hour at a time, at the prices in force then, short prompts). Throws `forbidden`, `not_found`.
 */
export async function unpricedModels(viewer: Viewer, scope: Scope, proxy?: string): Promise<UnpricedModel[]> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const costOf = await proxyCost(proxy);
  const found = await db().$queryRaw(Prisma.sql`
    WITH unpriced AS (
      SELECT a.provider, a.model, coalesce(a.served_model, a.upstream_model) AS served, a.request_id,
        a.request_started_at AS at, a.meters, a.unpriced_meters
      FROM attempt a
      WHERE ${openAttempts('unpriced', { ...scope, workspaceId: workspace.id })}
        AND ${ofOwnTeams(viewer, workspace.id, Prisma.sql`a`)}
    ), used AS (
      SELECT provider, model, served, jsonb_agg(jsonb_build_object('at', at, 'meter', meter, 'quantity', quantity)) AS used
      FROM (
        SELECT provider, model, served, date_bin('15 minutes', u.at, TIMESTAMPTZ '2000-01-01Z') AS at,
          m.key AS meter, sum(m.value::numeric) AS quantity
        FROM unpriced u, jsonb_each_text(u.meters) AS m GROUP BY 1, 2, 3, 4, 5
      ) AS quarters GROUP BY 1, 2, 3
    )
    SELECT u.provider, u.model, u.served AS "servedModel", count(DISTINCT u.request_id)::text AS requests,
      count(*)::text AS attempts, min(u.at) AS "firstSeen", max(u.at) AS "lastSeen",
      (SELECT coalesce(array_agg(DISTINCT name), '{}') FROM unpriced v, jsonb_array_elements_text(v.unpriced_meters) AS name
       WHERE v.provider = u.provider AND v.model = u.model AND v.served = u.served) AS meters,
      (SELECT coalesce(max(x.used::text)::jsonb, '[]') FROM used x
       WHERE x.provider = u.provider AND x.model = u.model AND x.served = u.served) AS used
    FROM unpriced u GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1, 2, 3 LIMIT 200`);
  return sums.parse(found).map(({ used, ...model }) => {
    const cost = costOf?.(quarters(used));
    return {
      ...model,
      inputTokens: tokens(used, 'in.'),
      outputTokens: tokens(used, 'out.'),
      proxyUsd: cost?.state === 'priced' ? cost.totalUsd : null,
    };
  });
}

type Used = z.infer<typeof sums>[number]['used'];

function quarters(used: Used): MeterSums[] {
  const byQuarter = new Map<string, MeterSums>();
  for (const { at, meter, quantity } of used) {
    const sum = byQuarter.get(at) ?? { at: Date.parse(at), meters: {} };
    sum.meters[meter] = quantity;
    byQuarter.set(at, sum);
  }
  return [...byQuarter.values()];
}

function tokens(used: Used, prefix: string): string {
  const matching = used.filter(({ meter }) => meter.startsWith(prefix));
  return matching.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n).toString();
}

async function proxyCost(id: string | undefined): Promise<((used: MeterSums[]) => BaselineCost) | undefined> {
  if (id === undefined || id === '') return undefined;
  const { models, prices } = await publishedDocument();
  const offer = models.find((model) => model.id === id)?.offers[0];
  if (offer === undefined) throw new GatewayError('not_found', 'There is no such model.', { param: 'proxy' });
  const book = buildPriceBook(prices);
  return (used) => baselineCost(book, offer, used);
}
