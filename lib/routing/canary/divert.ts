import { ineligible } from '../eligibility';
import { experimentOfCanary } from '../experiments/arm';
import type { Features } from '../features';
import type { PolicyDecision } from '../policy/compile-policy';
import type { Target } from '../select-targets';
import { stickyShare } from '../sticky-share';
import type { CanaryPlan } from './plan';

/** A canary as gateways see it. */
export interface ActiveCanary {
  id: string;
  /** Of the requests that this rule decides, or that ask for this model and no rule decides. */
  on: { rule: string } | { model: string };
  target: string;
  percent: number;
  stickyBy: CanaryPlan['stickyBy'];
}

/** By what they are on: `rule:ID` or `model:ID`. */
export type ActiveCanaries = ReadonlyMap<string, ActiveCanary>;

export const NO_CANARIES: ActiveCanaries = new Map();

export const placeOf = (on: ActiveCanary['on']) => ('rule' in on ? `rule:${on.rule}` : `model:${on.model}`);

export const indexCanaries = (canaries: readonly ActiveCanary[]): ActiveCanaries =>
  new Map(canaries.map((canary) => [placeOf(canary.on), canary]));

/** Each canary draws for itself, so that not always the same users try what is new. */
function drawn(canary: ActiveCanary, { session, user }: Features, requestId: string): boolean {
  const own = { user: user ?? session, session: session ?? user, request: undefined }[canary.stickyBy];
  return stickyShare(`${canary.id} ${own ?? requestId}`) * 100 < canary.percent;
}

interface DivertContext {
  requestId: string;
  targetsOf(name: string): readonly Target[];
  /** The id of the model that a name or an alias of it stands for. */
  modelOf(name: string): string;
}

/**
 * The decision with the canary on it, should there be one. A request that the canary's target cannot take is in neither
 * arm: the arms are compared on what both could have served. Pure.
 */
export function divert(
  decision: PolicyDecision,
  canaries: ActiveCanaries | undefined,
  features: Features,
  { requestId, targetsOf, modelOf }: DivertContext,
): PolicyDecision {
  if (canaries === undefined || canaries.size === 0) return decision;
  const { ruleId } = decision;
  const on = ruleId === undefined ? { model: modelOf(features.requestedModel) } : { rule: ruleId };
  const canary = canaries.get(placeOf(on));
  if (canary === undefined) return decision;
  const able = targetsOf(canary.target).some((target) => ineligible(target, features) === undefined);
  if (!able) return { ...decision, arm: undefined };
  const experiment = experimentOfCanary(canary.id);
  if (!drawn(canary, features, requestId)) return { ...decision, arm: { experiment, arm: 'control' } };
  const { learned: _learned, ...rest } = decision;
  return {
    ...rest,
    targets: [canary.target, ...decision.targets.filter((name) => name !== canary.target)],
    canary: true,
    arm: { experiment, arm: 'canary' },
  };
}
