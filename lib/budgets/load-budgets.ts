import type pg from 'pg';
import { z } from 'zod';
import { budgetSchema } from '@/lib/config/schemas';
import { activateBudget, type ActiveBudget } from './active-budget';

const row = z.object({
  version: z.int(),
  budgets: z.array(budgetSchema),
  zones: z.record(z.string(), z.string()),
  keys: z.record(z.string(), z.string()),
});

const PUBLISHED = `SELECT version, coalesce(document -> 'budgets', '[]') AS budgets,
    (SELECT coalesce(json_object_agg(id, reporting_zone), '{}') FROM workspace) AS zones,
    (SELECT coalesce(json_object_agg(id, workspace_id), '{}') FROM virtual_key) AS keys
  FROM config_version ORDER BY version DESC LIMIT 1`;

/** The budgets in force, ready for use; none when nothing was published. Rejects when the database does. */
export async function loadBudgets(database: Pick<pg.Pool, 'query'>): Promise<ActiveBudget[]> {
  const { rows } = await database.query<Record<string, unknown>>(PUBLISHED);
  if (rows[0] === undefined) return [];
  const { version, budgets, zones, keys } = row.parse(rows[0]);
  const context = {
    configVersion: version,
    zoneOf: (workspaceId: string) => zones[workspaceId] ?? 'UTC',
    workspaceOfKey: (keyId: string) => keys[keyId],
  };
  return budgets.map((budget) => activateBudget(budget, context));
}
