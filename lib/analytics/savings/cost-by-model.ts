import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { Viewer } from '@/lib/users/viewer';
import { ALL_METRICS, metricRow } from '../metric-row';
import { rollupsIn, type Scope } from '../scope';

export const MODELS_SHOWN = 25;

const modelRow = metricRow.extend({ model: z.string().nullable(), isTotal: z.boolean() });

/** Metrics of one model. The empty name stands for requests that no model served. */
export type ModelCost = Omit<z.infer<typeof modelRow>, 'isTotal' | 'model'> & { model: string };

export interface CostByModel {
  /** Dearest first, at most 25. */
  rows: ModelCost[];
  /** Models beyond those, and what they cost together. */
  others: { models: number; costUsd: UsdString };
  totalUsd: UsdString;
  /** What the total has more than rows and others, by exact addition: `"0"`, or the books are wrong. */
  differenceUsd: UsdString;
}

/** Spend and traffic by model, with the total from the same snapshot. Throws `forbidden` or `not_found`. */
export async function costByModel(viewer: Viewer, scope: Scope): Promise<CostByModel> {
  const where = await rollupsIn(viewer, scope, ['model', 'outcome']);
  const found = await readRows(Prisma.sql`
    SELECT s.model, grouping(s.model) = 1 AS "isTotal", ${ALL_METRICS}
    ${where}
    GROUP BY GROUPING SETS ((s.model), ())
    ORDER BY sum(s.cost_usd) DESC NULLS LAST, s.model`);
  const parsed = z.array(modelRow).parse(found);
  const models = parsed
    .filter((row) => !row.isTotal)
    .map(({ isTotal: _isTotal, model, ...metrics }) => ({ ...metrics, model: model ?? '' }));
  const rows = models.slice(0, MODELS_SHOWN);
  const rest = models.slice(MODELS_SHOWN);
  const totalUsd = parsed.find((row) => row.isTotal)?.costUsd ?? '0';
  const others = { models: rest.length, costUsd: sumUsd(rest.map((row) => row.costUsd)) };
  const added = sumUsd([...rows.map((row) => row.costUsd), others.costUsd]);
  return { rows, others, totalUsd, differenceUsd: subtractUsd(totalUsd, added) };
}
