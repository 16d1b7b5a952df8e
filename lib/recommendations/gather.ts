import { TZDate } from '@date-fns/tz';
import { startOfDay, subDays } from 'date-fns';
import { z } from 'zod';
import { seesTeam } from '@/lib/access/reach';
import { selectMeasures } from '@/lib/analytics/measures';
import { publishedDocument } from '@/lib/analytics/published-document';
import { rollupsIn } from '@/lib/analytics/scope';
import type { ConfigDocument, Model } from '@/lib/config/schemas';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { METERS, type MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { Facts } from './facts';
import { gatherPrompts } from './gather-prompts';

const number = z.string().transform(Number);
const modelRow = z.object({
  provider: z.string(),
  model: z.string(),
  requests: number,
  attempts: number,
  uncosted: number,
  costUsd: z.string(),
  inText: number,
  cacheRead: number,
  write5m: number,
  write1h: number,
  outText: number,
  reasoning: number,
});
const taskRow = z.object({ provider: z.string(), model: z.string(), task: z.string(), requests: number });
const keyRow = z.object({ keyId: z.string(), recent: z.boolean(), requests: number, costUsd: z.string() });

/** First instant of a local day so many days ago: what begins with it is read from days. */
const dayStart = (now: Date, daysAgo: number, zone: string) =>
  new Date(startOfDay(subDays(new TZDate(now, zone), daysAgo)).getTime());

/**
 * What a workspace, or the viewer's teams in it, used today and in the `days` before: from rollups, and of prompts from the
 * newest rows. Throws `forbidden` or `not_found`.
 */
export async function gatherFacts(
  viewer: Viewer,
  workspaceId: string,
  days: number,
  now: Date,
): Promise<Facts> {
  const { reportingZone } = await openWorkspace(viewer, workspaceId);
  const from = dayStart(now, days, reportingZone);
  const before = dayStart(now, 2 * days, reportingZone);
  const span = { workspaceId, from, to: dayStart(now, -1, reportingZone) };
  const [used, spentBy] = await Promise.all([
    rollupsIn(viewer, span, ['provider', 'model', 'task']),
    rollupsIn(viewer, { ...span, from: before }, ['key_id']),
  ]);
  const [document, models, tasks, spent, keys, prompts] = await Promise.all([
    publishedDocument(),
    db()
      .$queryRaw(Prisma.sql`SELECT s.provider, s.model, ${selectMeasures(['requests', 'attempts', 'uncosted', 'costUsd'])},
        sum(s.in_text)::text AS "inText", sum(s.in_cache_read)::text AS "cacheRead",
        sum(s.in_cache_write_5m)::text AS "write5m", sum(s.in_cache_write_1h)::text AS "write1h",
        sum(s.out_text)::text AS "outText", sum(s.out_reasoning)::text AS reasoning
      ${used} AND s.model <> '' GROUP BY 1, 2 ORDER BY sum(s.cost_usd) DESC`),
    db().$queryRaw(Prisma.sql`SELECT s.provider, s.model, s.task, ${selectMeasures(['requests'])}
      ${used} AND s.model <> '' AND s.task <> '' GROUP BY 1, 2, 3`),
    db()
      .$queryRaw(Prisma.sql`SELECT s.key_id AS "keyId", s.bucket >= ${from} AS recent, ${selectMeasures(['requests', 'costUsd'])}
      ${spentBy} GROUP BY 1, 2`),
    db().virtualKey.findMany({
      where: { workspaceId },
      select: { id: true, name: true, enabled: true, team: true },
    }),
    gatherPrompts(viewer, workspaceId, span),
  ]);
  const taskRows = z.array(taskRow).parse(tasks);
  const spentRows = z.array(keyRow).parse(spent);
  return {
    workspaceId,
    days,
    now: now.getTime(),
    models: z
      .array(modelRow)
      .parse(models)
      .map((row) => {
        const offers = document.models.find(({ id }) => id === row.model)?.offers ?? [];
        const offer = offers.find(({ provider }) => provider === row.provider);
        const own = taskRows.filter(
          ({ provider, model }) => provider === row.provider && model === row.model,
        );
        return {
          provider: row.provider,
          model: row.model,
          ...(offer === undefined ? {} : { upstreamModel: offer.model }),
          requests: row.requests,
          attempts: row.attempts,
          uncosted: row.uncosted,
          costUsd: row.costUsd,
          meters: metersOf(row),
          tasks: Object.fromEntries(own.map(({ task, requests }) => [task, requests])),
        };
      }),
    keys: keys
      .filter(({ team }) => seesTeam(viewer, workspaceId, team))
      .map(({ team: _team, ...key }) => {
        const of = (recent: boolean) =>
          spentRows.find((row) => row.keyId === key.id && row.recent === recent);
        return {
          ...key,
          requests: of(true)?.requests ?? 0,
          requestsBefore: of(false)?.requests ?? 0,
          costUsd: of(true)?.costUsd ?? '0',
          costBeforeUsd: of(false)?.costUsd ?? '0',
        };
      }),
    prompts,
    rules: document.rules,
    configured: inUse(document),
    prices: buildPriceBook(document.prices),
    batchPriced: batchPriced(document),
  };
}

/** Models with the offers that can be asked: advice that leads to a provider that is switched off helps nobody. */
function inUse({ models, providers }: Pick<ConfigDocument, 'models' | 'providers'>): Model[] {
  const on = new Set(providers.filter(({ enabled }) => enabled).map(({ id }) => id));
  return models.map((model) => ({
    ...model,
    offers: model.offers.filter(({ provider }) => on.has(provider)),
  }));
}

function metersOf(row: z.infer<typeof modelRow>): MeterQuantities {
  const all: MeterQuantities = {
    'in.text': row.inText,
    'in.cache_read': row.cacheRead,
    'in.cache_write.5m': row.write5m,
    'in.cache_write.1h': row.write1h,
    'out.text': row.outText,
    'out.reasoning': row.reasoning,
  };
  const used: MeterQuantities = {};
  for (const meter of METERS) if ((all[meter] ?? 0) > 0) used[meter] = all[meter];
  return used;
}

function batchPriced({ models, prices }: Awaited<ReturnType<typeof publishedDocument>>): Set<string> {
  const batch = prices.filter(({ when }) => when?.batch === true);
  const has = (provider: string, name: string) =>
    batch.some((row) => row.provider === provider && matches(row.model, name));
  return new Set(
    models.flatMap(({ id, offers }) =>
      offers.filter(({ provider, model }) => has(provider, model)).map(({ provider }) => `${provider}/${id}`),
    ),
  );
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
