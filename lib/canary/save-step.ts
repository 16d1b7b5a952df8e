import { appendAudit } from '@/lib/audit/append';
import type { Actor } from '@/lib/audit/schemas';
import { announceChange, type Transaction } from '@/lib/config/database';
import type { CanaryState } from '@/lib/routing/canary/advance';
import { type CanaryEventKind, sentenceOf } from './event-words';
import type { StoredCanary } from './stored-canary';

interface Step {
  kind: CanaryEventKind;
  state: CanaryState;
  actor: Actor;
  reason: string;
  now: Date;
}

/**
 * Keeps a new state with its line in the history and in the audit log, and tells the gateways. The last step of a
 * transaction that holds the canary's row.
 */
export async function saveStep(
  tx: Transaction,
  { id, target, state: before }: StoredCanary,
  { kind, state, actor, reason, now }: Step,
): Promise<void> {
  const { phase, percent, stepSinceMs, evidence } = state;
  await tx.canary.update({
    where: { id },
    data: { phase, percent, evidence, stepSince: new Date(stepSinceMs), changedAt: now, waits: '' },
  });
  await tx.canaryEvent.create({
    data: {
      ...{ canaryId: id, at: now, kind, reason, actor: actor.name },
      fromPercent: before.percent,
      toPercent: percent,
    },
  });
  await announceChange(tx);
  const change = {
    action: `canary.${kind}`,
    subject: { kind: 'canary', id },
    before: { phase: before.phase, percent: before.percent },
    after: { phase, percent, target, reason, sentence: sentenceOf(id, kind, percent) },
  };
  await appendAudit(tx, actor, change, now);
}
