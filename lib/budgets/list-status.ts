import { z } from 'zod';
import { publishedDocument } from '@/lib/analytics/published-document';
import { budgetSchema, type Budget } from '@/lib/config/schemas';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { activateBudget, type ActiveBudget } from './active-budget';
import { seesBudget, teamOfBudget } from './sees-budget';
import { NEVER_MS } from './window';

const alert = z.object({ percent: z.int(), at: z.date(), spentUsd: z.string() });

export const budgetStatus = z.object({
  id: z.string(),
  name: z.string(),
  scope: budgetSchema.shape.scope,
  period: budgetSchema.shape.period,
  mode: budgetSchema.shape.mode,
  limitUsd: z.string().describe('Exact decimal'),
  startsAt: z.date(),
  resetsAt: z.date().nullable().describe('Null for a budget that does not start anew'),
  spentUsd: z
    .string()
    .nullable()
    .describe('Sum of the rows on the books; null until they were first added up'),
  reservedUsd: z
    .string()
    .describe('Held by running requests and processes, or spent and not on the books yet'),
  remainingUsd: z.string().nullable().describe('Limit less spent and reserved; below zero when overspent'),
  percent: z.number().nullable().describe('Spent of the limit'),
  alerts: z.array(alert).describe('Percentages reached in this window, lowest first'),
});

export type BudgetStatus = z.infer<typeof budgetStatus>;

const windowRow = z.object({
  budgetId: z.string(),
  startsAt: z.date(),
  scopeKind: z.string(),
  scopeValue: z.string(),
  period: z.string(),
  spentUsd: z.string(),
  reservedUsd: z.string(),
  alerts: z.array(alert.extend({ at: z.coerce.date() })),
});

type WindowRow = z.infer<typeof windowRow>;

/**
 * Each budget of a workspace in its current window, in the order of the configuration: what the books say, and what is
 * held on top. Who is limited to teams sees the budgets of these and of their keys. Throws `forbidden` or `not_found`.
 */
export async function listBudgetStatus(
  viewer: Viewer,
  workspaceId: string,
  now: Date,
): Promise<BudgetStatus[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const [document, keys] = await Promise.all([
    publishedDocument(),
    db().virtualKey.findMany({ select: { id: true, workspaceId: true, team: true } }),
  ]);
  const workspaceOf = new Map(keys.map((key) => [key.id, key.workspaceId]));
  const teamOf = (keyId: string) => keys.find(({ id }) => id === keyId)?.team ?? undefined;
  const context = {
    configVersion: 0,
    zoneOf: () => workspace.reportingZone,
    workspaceOfKey: (keyId: string) => workspaceOf.get(keyId),
  };
  const budgets = document.budgets
    .map((budget) => ({ budget, active: activateBudget(budget, context) }))
    .filter(({ active }) => active.workspaceId === workspace.id)
    .filter(({ budget }) => seesBudget(viewer, workspace.id, teamOfBudget(budget.scope, teamOf)));
  if (budgets.length === 0) return [];
  const rows = await windowRows(workspace.id, now);
  return budgets.map(({ budget, active }) => statusOf(budget, active, rows, now));
}

async function windowRows(workspaceId: string, now: Date): Promise<WindowRow[]> {
  const found = await db().$queryRaw(Prisma.sql`
    SELECT w.budget_id AS "budgetId", w.starts_at AS "startsAt", w.scope_kind AS "scopeKind",
      w.scope_value AS "scopeValue", w.period, trim_scale(w.spent_usd)::text AS "spentUsd",
      (SELECT trim_scale(coalesce(sum(greatest(l.granted_usd - l.booked_usd, 0)), 0))::text
        FROM budget_lease l WHERE l.window_id = w.id) AS "reservedUsd",
      (SELECT coalesce(json_agg(json_build_object('percent', a.percent, 'at', a.at,
          'spentUsd', trim_scale(a.spent_usd)::text) ORDER BY a.percent), '[]')
        FROM budget_alert a WHERE a.window_id = w.id) AS alerts
    FROM budget_window w
    WHERE w.workspace_id = ${workspaceId} AND w.starts_at <= ${now} AND w.ends_at > ${now}`);
  return z.array(windowRow).parse(found);
}

function statusOf(budget: Budget, active: ActiveBudget, rows: readonly WindowRow[], now: Date): BudgetStatus {
  const { startsAt, endsAt } = active.windowAt(now.getTime());
  const row = rows.find(
    (one) =>
      one.budgetId === budget.id &&
      one.startsAt.getTime() === startsAt &&
      one.scopeKind === budget.scope.kind &&
      one.scopeValue === budget.scope.value &&
      one.period === budget.period,
  );
  const spentUsd = row?.spentUsd ?? null;
  const reservedUsd = row?.reservedUsd ?? '0';
  const limit = Number(budget.limitUsd);
  return {
    id: budget.id,
    name: budget.name,
    scope: budget.scope,
    period: budget.period,
    mode: budget.mode,
    limitUsd: budget.limitUsd,
    startsAt: new Date(startsAt),
    resetsAt: endsAt === NEVER_MS ? null : new Date(endsAt),
    spentUsd,
    reservedUsd,
    remainingUsd: spentUsd === null ? null : subtractUsd(budget.limitUsd, sumUsd([spentUsd, reservedUsd])),
    percent:
      spentUsd === null || limit === 0 ? null : Number(((Number(spentUsd) / limit) * 100).toPrecision(6)),
    alerts: row?.alerts ?? [],
  };
}
