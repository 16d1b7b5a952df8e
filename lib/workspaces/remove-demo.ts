import { TOLLGATE } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import type { Actor } from '@/lib/audit/schemas';
import { announceChange, withConfigLock, type Transaction } from '@/lib/config/database';
import { readState, type ConfigState } from '@/lib/config/read-state';
import { diffConfig } from '@/lib/config/versions/diff-config';
import { publish } from '@/lib/config/versions/publish';
import { withoutWorkspace } from '@/lib/config/without-workspace';
import { Prisma } from '@/lib/generated/prisma/client';
import { msg } from '@/lib/i18n/msg';
import { DEMO_WORKSPACE } from './ids';

export interface RemovedDemo {
  requests: number;
  attempts: number;
  rollups: number;
  keys: number;
}

/** What is kept of a workspace and goes neither with it nor with another of these. The audit log stays. */
export const TABLES = [
  'body',
  'attempt',
  'request',
  'rollup_15m',
  'rollup_day',
  'rollup_pair',
  'rollup_pending',
  'budget_window',
  'target_window',
  'health_event',
  'arm_window',
  'shadow_day',
  'alert_state',
  'alert_event',
  'alert_seen',
  'routing_label',
  'routing_posterior',
  'routing_head',
  'cache_answer',
  'cache_purge',
  'dry_run',
  'reconciliation',
  'rerating_run',
  'virtual_key',
] as const;
type Table = (typeof TABLES)[number];

/**
 * Deletes a demo workspace, the product's own or one that was seeded, with all that was generated into it: its books are not
 * real ones. Budgets, alerts and thresholds that name it go too, as a new version. Safe to run again, which also removes what was on its way meanwhile. A real workspace that happens to be called
 * `demo` is not touched.
 */
export async function removeDemo(id = DEMO_WORKSPACE, actor: Actor = TOLLGATE): Promise<RemovedDemo> {
  return withConfigLock(async (tx) => {
    const real = await tx.workspace.count({ where: { id, isDemo: false } });
    const ids = real === 0 ? [id] : [];
    const state = await readState(tx);
    const rows = new Map<Table, number>();
    for (const table of TABLES) rows.set(table, await tx.$executeRaw(deletion(table, ids)));
    const count = (...tables: Table[]) => tables.reduce((sum, table) => sum + (rows.get(table) ?? 0), 0);
    const removed = {
      requests: count('request'),
      attempts: count('attempt'),
      rollups: count('rollup_15m', 'rollup_day', 'rollup_pair'),
      keys: count('virtual_key'),
    };
    await tx.workspace.deleteMany({ where: { id: { in: ids } } });
    if (real === 0) await publishWithout(tx, id, state, actor);
    await announceChange(tx);
    await appendAudit(tx, actor, {
      action: 'demo.remove',
      subject: { kind: 'workspace', id },
      before: removed,
      after: null,
    });
    return removed;
  });
}

/** Budgets, alerts and thresholds of the workspace go with it, as a version of their own. */
async function publishWithout(
  tx: Transaction,
  id: string,
  { document, keys }: ConfigState,
  actor: Actor,
): Promise<void> {
  const own = [...keys.values()].filter(({ entry }) => entry.workspace === id).map(({ entry }) => entry.id);
  const rest = withoutWorkspace(document, id, new Set(own));
  const changes = diffConfig({ ...document, keys: [] }, { ...rest, keys: [] });
  if (changes.length === 0) return;
  const note = msg('What was about a demo workspace that was removed');
  await publish(tx, { document: rest, author: actor.name, actor, note, changes });
}

function deletion(table: Table, ids: readonly string[]): Prisma.Sql {
  const name = Prisma.raw(table);
  if (table !== 'attempt' && table !== 'body')
    return Prisma.sql`DELETE FROM ${name} WHERE workspace_id = ANY(${ids})`;
  // By way of their requests, which an index finds: to look through the rows of all workspaces can take minutes.
  return Prisma.sql`DELETE FROM ${name} AS mine USING request
    WHERE request.workspace_id = ANY(${ids}) AND mine.request_started_at = request.started_at AND mine.request_id = request.id`;
}
