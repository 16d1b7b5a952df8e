import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { type CanaryState, movedTo, type Phase } from '@/lib/routing/canary/advance';
import type { Viewer } from '@/lib/users/viewer';
import type { CanaryEventKind } from './event-words';
import { saveStep } from './save-step';
import { changeCanarySchema, type ChangeCanary } from './schemas';
import { storedCanary } from './stored-canary';

interface Verb {
  kind: CanaryEventKind;
  from: readonly Phase[];
  to: Phase;
  /** Absent: its share stays. */
  percent?: number;
}

const VERBS: Record<ChangeCanary['change'], Verb> = {
  hold: { kind: 'held', from: ['ramping'], to: 'held' },
  resume: { kind: 'resumed', from: ['held'], to: 'ramping' },
  roll_back: { kind: 'rolled_back', from: ['ramping', 'held', 'promoted'], to: 'rolled_back', percent: 0 },
  promote: { kind: 'promoted', from: ['ramping', 'held'], to: 'promoted', percent: 100 },
  close: { kind: 'closed', from: ['promoted'], to: 'closed', percent: 0 },
};

/** Twice the same is once; a canary that is over stays over. Throws `forbidden`, `not_found` and `conflict`. */
export async function changeCanary(
  viewer: Viewer,
  id: string,
  input: ChangeCanary,
  now = new Date(),
): Promise<void> {
  requireRight(viewer, 'config.publish');
  const { change, note } = changeCanarySchema.parse(input);
  const verb = VERBS[change];
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM canary WHERE id = ${id} FOR UPDATE`;
    const row = await tx.canary.findUnique({ where: { id } });
    if (row === null) throw new GatewayError('not_found', 'There is no such canary.');
    const canary = storedCanary(row);
    const { state } = canary;
    if (state.phase === verb.to) return;
    if (!verb.from.includes(state.phase))
      throw new GatewayError('conflict', `A canary that is ${state.phase.replace('_', ' ')} cannot do that.`);
    const actor = actorOf(viewer);
    await saveStep(tx, canary, {
      kind: verb.kind,
      state: changed(state, verb, now),
      actor,
      reason: note,
      now,
    });
  });
}

/** A share that stays keeps its interval; a resumed one begins it again. */
function changed(state: CanaryState, { to, percent }: Verb, now: Date): CanaryState {
  if (percent !== undefined) return movedTo(state, to, percent, now.getTime());
  return { ...state, phase: to, stepSinceMs: to === 'ramping' ? now.getTime() : state.stepSinceMs };
}
