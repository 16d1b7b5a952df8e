import type { Model } from '@/lib/config/schemas';
import type { ActiveProvider, Limits, Snapshot } from '@/lib/config/snapshot/snapshot';
import type { RouteReason } from '@/lib/ledger/records';
import { divert } from './canary/divert';
import { ineligible, type Ineligible } from './eligibility';
import type { Features } from './features';
import { chooseLearned, headFor, learnedReason, rankLearned, type Knowledge } from './choose-learned';
import type { LearnedChoice, PolicyDecision } from './policy/compile-policy';

/** One way to serve the request: a model at a provider. */
export interface Target {
  model: Model;
  provider: ActiveProvider;
  /** The provider's own name of the model. */
  upstreamModel: string;
  /** Limits of this model at this provider; those of the provider are in `provider`. */
  limits?: Limits;
}

export type RoutePlan =
  | { kind: 'targets'; targets: Target[]; reason: RouteReason; decision: PolicyDecision }
  | { kind: 'unknown_model'; reason: RouteReason }
  /** `cause`: what of the request no target that is on can take; absent when the trouble is ours. */
  | { kind: 'none_eligible'; reason: RouteReason; decision: PolicyDecision; cause?: Ineligible['cause'] };

/** A target's object lives as long as its configuration, and its name is asked for several times by each request. */
const names = new WeakMap<Target, string>();

export function targetName(target: Target): string {
  let name = names.get(target);
  if (name === undefined) names.set(target, (name = `${target.provider.id}/${target.model.id}`));
  return name;
}

type Config = Pick<Snapshot, 'models' | 'providers'>;

/** What the names of a configuration stand for, worked out once: its targets are the same objects in every request. */
const known = new WeakMap<Config, Map<string, readonly Target[]>>();

/** The targets that a name stands for; empty when it stands for nothing. */
export function resolveTarget(name: string, snapshot: Config): readonly Target[] {
  let names = known.get(snapshot);
  if (names === undefined) known.set(snapshot, (names = new Map()));
  let targets = names.get(name);
  if (targets === undefined) {
    targets = findTargets(name, snapshot);
    // Any client can make up names that stand for nothing.
    if (targets.length > 0) names.set(name, targets);
  }
  return targets;
}

/** A target as written in a rule: a model id or alias, or `provider/model`. Ids may hold slashes, so whole names go first. */
function findTargets(name: string, snapshot: Config): Target[] {
  let model = snapshot.models.get(name);
  let only: string | undefined;
  if (model === undefined) {
    for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      model = snapshot.models.get(name.slice(slash + 1));
      only = name.slice(0, slash);
      if (model !== undefined) break;
    }
  }
  if (model === undefined) return [];
  const found: Target[] = [];
  for (const offer of model.offers) {
    const provider = snapshot.providers.get(offer.provider);
    if (provider === undefined || (only !== undefined && provider.id !== only)) continue;
    found.push({ model, provider, upstreamModel: offer.model, limits: offer });
  }
  return found;
}

/** What a decision needs beside the request and the configuration. */
export interface RouteContext {
  /** In [0, 1): decides weights and fixed canaries (lib/routing/sticky-share.ts). */
  share: number;
  /** What canaries draw by where neither user nor session is known. */
  requestId?: string;
  /** Absent: a learned choice is passed over. */
  knowledge?: Knowledge;
}

type World = Pick<Snapshot, 'models' | 'providers' | 'policy'> & Partial<Pick<Snapshot, 'canaries'>>;

/** Further models that are tried after a learned choice. */
const SPARE_MODELS = 3;

/** Targets that can take the request, each once; the others go to `reason.skipped`. */
function keepEligible(
  targets: readonly Target[],
  features: Features,
  reason: RouteReason,
): { able: Target[]; cause: Ineligible['cause'] } {
  const able: Target[] = [];
  const seen = new Set<string>();
  let cause: Ineligible['cause'];
  for (const target of targets) {
    const name = targetName(target);
    const why = ineligible(target, features);
    if (why !== undefined) {
      reason.skipped.push({ target: name, reason: why.reason });
      cause ??= why.cause;
    } else if (!seen.has(name)) {
      seen.add(name);
      able.push(target);
    }
  }
  return { able, cause };
}

const chats = new WeakMap<World, readonly Target[]>();

/** All chat models at their providers: what a learned rule without a list chooses among. Worked out once for a configuration. */
function chatTargets(world: World): readonly Target[] {
  let targets = chats.get(world);
  if (targets === undefined) {
    targets = [...new Set(world.models.values())]
      .filter(({ capabilities }) => capabilities?.embeddings !== true)
      .flatMap(({ id }) => resolveTarget(id, world));
    chats.set(world, targets);
  }
  return targets;
}

/** Targets whose known window holds the request, the smallest window first. */
const withLargerWindow = (world: World, features: Features) =>
  chatTargets(world)
    .filter(({ model }) => model.contextTokens !== undefined)
    .filter((target) => ineligible(target, features) === undefined)
    .sort((a, b) => (a.model.contextTokens ?? 0) - (b.model.contextTokens ?? 0));

/** The chosen model's targets, then those of the next best ones, then those of the rule. */
function learnedTargets(
  { features, world, reason }: { features: Features; world: World; reason: RouteReason },
  learned: LearnedChoice,
  knowledge: Knowledge,
): Target[] {
  const named = learned.among.flatMap((name) => resolveTarget(name, world));
  const { able } = keepEligible(learned.among.length > 0 ? named : chatTargets(world), features, reason);
  if (knowledge.withoutReasons === true)
    return targetsOfBest(rankLearned(able, features, learned, knowledge), able);
  const choice = chooseLearned(able, features, learned, knowledge);
  if (choice === undefined) return [];
  reason.choice = learnedReason(choice, learned, headFor(features, knowledge));
  const others = choice.candidates.filter((one) => one !== choice.chosen);
  return targetsOfBest([choice.chosen, ...others], able);
}

function targetsOfBest(best: readonly { model: string }[], able: readonly Target[]): Target[] {
  const targets: Target[] = [];
  for (const { model } of best.slice(0, 1 + SPARE_MODELS))
    for (const target of able) if (target.model.id === model) targets.push(target);
  return targets;
}

function diverted(
  drawn: PolicyDecision,
  features: Features,
  world: World,
  requestId: string,
): PolicyDecision {
  if (world.canaries === undefined || world.canaries.size === 0) return drawn;
  return divert(drawn, world.canaries, features, {
    requestId,
    targetsOf: (name) => resolveTarget(name, world),
    modelOf: (name) => world.models.get(name)?.id ?? name,
  });
}

/**
 * Ordered targets for a request: the first rule that matches decides; without one, the requested model itself. Embeddings
 * follow only rules that name the model: one for chats would send them astray. A key's allow-list holds for what is
 * requested (checked at the door), not for where a rule sends it. Pure.
 */
export function selectTargets(
  features: Features,
  world: World,
  { share, knowledge, requestId = '' }: RouteContext = { share: 0 },
): RoutePlan {
  const drawn = world.policy.decide(features, share);
  const decision = diverted(drawn, features, world, requestId);
  const reason: RouteReason = {
    ruleId: decision.ruleId,
    task: features.task,
    signals: features.signals,
    inputTokensEstimated: features.inputTokens,
    candidates: [],
    skipped: [],
  };
  if (features.learned !== undefined) {
    reason.learnedTask = features.learned.task;
    reason.confidence = Math.round(features.learned.confidence * 1_000) / 1_000;
  }
  if (decision.canary) reason.canary = true;
  if (decision.arm !== undefined) reason.arm = decision.arm;
  const resolved = decision.targets.flatMap((name) => resolveTarget(name, world));
  if (resolved.length === 0 && decision.ruleId === undefined && !world.models.has(features.requestedModel))
    return { kind: 'unknown_model', reason };

  const chosen =
    decision.learned === undefined || knowledge === undefined
      ? []
      : learnedTargets({ features, world, reason }, decision.learned, knowledge);
  const { able, cause } = keepEligible([...chosen, ...resolved], features, reason);
  const targets =
    able.length === 0 && cause === 'context' && decision.settings.tooLong === 'larger'
      ? withLargerWindow(world, features)
      : able;
  if (targets.length === 0) return { kind: 'none_eligible', reason, decision, cause };
  if (able.length === 0) reason.context = { done: 'larger' };
  reason.candidates = targets.map(targetName);
  return { kind: 'targets', targets, reason, decision };
}
