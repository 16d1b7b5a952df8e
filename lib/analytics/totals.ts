import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { QUARTER_MS } from './range';
import { selectMeasures } from './measures';
import { rollupsIn } from './scope';

const BEGINNING = new Date(0);
/** Later than any request, whatever the clocks of the machines say. */
const END = new Date('9999-12-31T00:00:00Z');

/** Rollups are sums of quarter hours: between two such instants a total is exact. */
const quarterHour = sentInstant.refine(
  (instant) => Date.parse(instant) % QUARTER_MS === 0,
  'must be on a quarter of an hour, such as 12:15:00Z',
);

export const totalsQuerySchema = z.strictObject({
  workspace: z.string().min(1).default('main'),
  from: quarterHour.describe('First instant that counts; absent: the beginning').optional(),
  to: quarterHour.describe('First instant that no longer counts; absent: now').optional(),
});

const sums = {
  requests: z.int(),
  attempts: z.int(),
  /** Decimal string. */
  costUsd: z.string().describe('Exact decimal; the sum over all attempts that have a price'),
  uncosted: z.int().describe('Attempts whose cost is unpriced or unknown: they are in no sum'),
};

export const totalsSchema = z.strictObject({
  workspace: z.string(),
  ...sums,
  byModel: z.array(z.strictObject({ provider: z.string(), model: z.string(), ...sums })),
});

export type Totals = z.infer<typeof totalsSchema>;

interface TotalsOptions {
  workspaceId: string;
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

interface Row {
  provider: string | null;
  model: string | null;
  requests: string;
  attempts: string;
  uncosted: string;
  costUsd: string;
}

/**
 * Requests, attempts and money of a workspace, in all and by the model that cost it. Summed in SQL, so that the digits
 * are those of the books. Throws `forbidden`, and `not_found` for an unknown workspace.
 */
export async function totals(viewer: Viewer, { workspaceId, from, to }: TotalsOptions): Promise<Totals> {
  const span = { workspaceId, from: from ?? BEGINNING, to: to ?? END };
  const source = await rollupsIn(viewer, span, ['provider', 'model'], { quarters: from === undefined });
  const rows = await readRows<Row[]>(Prisma.sql`
    SELECT s.provider, s.model, ${selectMeasures(['requests', 'attempts', 'uncosted', 'costUsd'])}
    ${source}
    GROUP BY GROUPING SETS ((), (s.provider, s.model))
    ORDER BY grouping(s.provider) DESC, sum(s.cost_usd) DESC NULLS LAST, s.provider, s.model`);
  const [all, ...byModel] = rows;
  return {
    workspace: workspaceId,
    ...sumsOf(all),
    byModel: byModel.map((row) => ({ provider: row.provider ?? '', model: row.model ?? '', ...sumsOf(row) })),
  };
}

function sumsOf(row: Row | undefined) {
  return {
    requests: Number(row?.requests ?? 0),
    attempts: Number(row?.attempts ?? 0),
    costUsd: row?.costUsd ?? '0',
    uncosted: Number(row?.uncosted ?? 0),
  };
}
