import { TOLLGATE } from '@/lib/audit/actor';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import { advance } from '@/lib/routing/canary/advance';
import { experimentOfCanary } from '@/lib/routing/experiments/arm';
import { NO_TOTALS } from '@/lib/routing/experiments/arm-totals';
import { readTotals } from './read-totals';
import { saveStep } from './save-step';
import { storedCanary } from './stored-canary';

const WAIT_MS = 20_000;

/**
 * Looks at every canary under way, each in a transaction of its own. Who comes while another process looks at one, on any
 * machine, leaves it alone: it is looked at once. Tells how many were. One that fails does not keep the others.
 */
export async function lookAtCanaries(now: Date, onError: (error: unknown) => void): Promise<number> {
  const underWay = await db().canary.findMany({
    where: { phase: { in: ['ramping', 'held'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let looked = 0;
  for (const { id } of underWay) {
    try {
      const isMine = await db().$transaction((tx) => lookAt(tx, id, now), { timeout: WAIT_MS });
      if (isMine) looked += 1;
    } catch (error) {
      onError(error);
    }
  }
  return looked;
}

async function lookAt(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`tollgate.canary ${id}`})) AS mine`;
  if (lock?.mine !== true) return false;
  // The lock is for sparing work; whoever changes the canary by hand holds its row.
  await tx.$executeRaw`SELECT 1 FROM canary WHERE id = ${id} FOR UPDATE`;
  const row = await tx.canary.findUnique({ where: { id } });
  if (row === null) return false;
  const canary = storedCanary(row);
  const totals = await readTotals(tx, { experiment: experimentOfCanary(id) });
  const arms = {
    control: totals.get('control') ?? NO_TOTALS,
    canary: totals.get('canary') ?? NO_TOTALS,
  };
  const look = advance(canary.plan, canary.state, arms, now.getTime());
  const { evidence } = look.state;
  await tx.canary.update({
    where: { id },
    data: { evidence, readings: look.readings, waits: look.waits ?? '', lookedAt: now },
  });
  if (look.step !== undefined) {
    const { kind, reason } = look.step;
    await saveStep(tx, canary, { kind, state: look.state, actor: TOLLGATE, reason, now });
  }
  return true;
}
