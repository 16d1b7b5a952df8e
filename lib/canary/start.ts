import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { withConfigLock, type Transaction } from '@/lib/config/database';
import { readState, type ConfigState } from '@/lib/config/read-state';
import { targetProblem } from '@/lib/config/snapshot/resolve-target';
import { GatewayError } from '@/lib/errors/gateway-error';
import { NO_EVIDENCE } from '@/lib/routing/canary/evidence';
import type { Viewer } from '@/lib/users/viewer';
import { saveStep } from './save-step';
import { startCanarySchema, type StartCanary } from './schemas';

/**
 * Starts a canary at its first share. Throws `forbidden`; `unprocessable` where rule, model or target is not of the
 * configuration in force; `conflict` where the id was used before or another canary is on the same.
 */
export async function startCanary(viewer: Viewer, input: StartCanary, now = new Date()): Promise<void> {
  requireRight(viewer, 'config.publish');
  const wish = startCanarySchema.parse(input);
  await withConfigLock(async (tx) => {
    const on = placeIn(await readState(tx), wish);
    await requireFree(tx, wish.id, on);
    const { id, target, plan } = wish;
    const { startPercent: percent } = plan;
    const state = { phase: 'ramping', percent, stepSinceMs: now.getTime(), evidence: NO_EVIDENCE } as const;
    await tx.canary.create({
      data: {
        ...{ id, ruleId: on.rule ?? null, model: on.model ?? null, target, plan },
        ...{ phase: state.phase, percent: 0, stepSince: now, evidence: NO_EVIDENCE },
        ...{ createdBy: viewer.email, createdAt: now, changedAt: now },
      },
    });
    const nothing = { id, on: { rule: '' }, target, plan, state: { ...state, percent: 0 } };
    const reason = `on ${on.rule === undefined ? `the model ${on.model ?? ''}` : `the rule ${on.rule}`}`;
    await saveStep(tx, nothing, { kind: 'started', state, actor: actorOf(viewer), reason, now });
  });
}

type Wish = z.output<typeof startCanarySchema>;

/** What it is on, by ids. */
function placeIn({ document }: ConfigState, { rule, model, target }: Wish) {
  const models = new Map(
    document.models.flatMap((one) => [one.id, ...one.aliases].map((name) => [name, one])),
  );
  const wrong = targetProblem(target, models, new Set(document.providers.map(({ id }) => id)));
  if (wrong !== undefined) throw new GatewayError('unprocessable', `${wrong}.`, { param: 'target' });
  if (rule !== undefined) {
    if (!document.rules.some(({ id, enabled }) => id === rule && enabled))
      throw new GatewayError('unprocessable', `There is no rule “${rule}” in force.`, { param: 'rule' });
    return { rule };
  }
  const known = models.get(model ?? '');
  if (known === undefined)
    throw new GatewayError('unprocessable', `There is no model “${model ?? ''}”.`, { param: 'model' });
  return { model: known.id };
}

async function requireFree(
  tx: Transaction,
  id: string,
  { rule, model }: { rule?: string; model?: string },
): Promise<void> {
  if ((await tx.canary.count({ where: { id } })) > 0)
    throw new GatewayError('conflict', `There was a canary “${id}” already: take another id.`, {
      param: 'id',
    });
  const other = await tx.canary.findFirst({
    where: {
      phase: { in: ['ramping', 'held', 'promoted'] },
      ...(rule === undefined ? { model: model ?? '' } : { ruleId: rule }),
    },
    select: { id: true },
  });
  if (other !== null)
    throw new GatewayError('conflict', `The canary “${other.id}” is on the same: end it first.`, {
      param: rule === undefined ? 'model' : 'rule',
    });
}
