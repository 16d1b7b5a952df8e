import { TOLLGATE } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import type { Actor } from '@/lib/audit/schemas';
import { announceChange, withConfigLock, type Transaction } from '@/lib/config/database';
import { DEMO_WORKSPACE } from './ids';

export interface RemovedDemo {
  requests: number;
  attempts: number;
  rollups: number;
  keys: number;
}

/**
 * Deletes the demo workspace with all that was generated into it: its books are not real ones. Safe to run again, which
 * also removes what was on its way meanwhile. A real workspace that happens to be called `demo` is not touched.
 */
export async function removeDemo(actor: Actor = TOLLGATE): Promise<RemovedDemo> {
  return withConfigLock(async (tx) => {
    const ids = await demoIds(tx);
    const inDemo = { where: { workspaceId: { in: ids } } };
    const removed = {
      requests: (await tx.request.deleteMany(inDemo)).count,
      attempts: (await tx.attempt.deleteMany(inDemo)).count,
      rollups: (await tx.rollup15m.deleteMany(inDemo)).count + (await tx.rollupDay.deleteMany(inDemo)).count,
      keys: (await tx.virtualKey.deleteMany(inDemo)).count,
    };
    await tx.targetWindow.deleteMany(inDemo);
    await tx.healthEvent.deleteMany(inDemo);
    // Adjustments go with their runs.
    await tx.reratingRun.deleteMany(inDemo);
    await tx.workspace.deleteMany({ where: { id: { in: ids } } });
    await announceChange(tx);
    await appendAudit(tx, actor, {
      action: 'demo.remove',
      subject: { kind: 'workspace', id: DEMO_WORKSPACE },
      before: removed,
      after: null,
    });
    return removed;
  });
}

async function demoIds(tx: Transaction): Promise<string[]> {
  const workspaces = await tx.workspace.findMany({ select: { id: true, isDemo: true } });
  const ids = workspaces.filter((workspace) => workspace.isDemo).map((workspace) => workspace.id);
  return workspaces.some((workspace) => workspace.id === DEMO_WORKSPACE) ? ids : [...ids, DEMO_WORKSPACE];
}
