import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import { resolveTarget, targetName, type Target } from '@/lib/routing/select-targets';
import { MAX_TARGETS } from './schemas';

const refuse = (message: string): never => {
  throw new GatewayError('invalid_request', message, { param: 'targets' });
};

/**
 * What the names of a benchmark stand for, each target once. Throws GatewayError 400 for one that stands for nothing, is off
 * or answers no prompts.
 */
export function findTargets(names: readonly string[], snapshot: Snapshot): Target[] {
  const found = new Map<string, Target>();
  for (const name of names) {
    const targets = resolveTarget(name, snapshot);
    if (targets.length === 0) refuse(`There is no model “${name.slice(0, 100)}”.`);
    if (targets.some(({ model }) => model.capabilities?.embeddings === true))
      refuse(`“${name}” makes embeddings: it answers no prompts.`);
    const on = targets.filter(({ provider }) => provider.enabled);
    if (on.length === 0) refuse(`No provider of “${name}” is on.`);
    for (const target of on) found.set(targetName(target), target);
  }
  if (found.size > MAX_TARGETS)
    refuse(
      `These are ${found.size} models at their providers; at most ${MAX_TARGETS} can be measured at once.`,
    );
  return [...found.values()];
}
