import type { Model } from '@/lib/config/schemas';
import type { ActiveProvider, Limits, Snapshot } from '@/lib/config/snapshot';
import type { RouteReason } from '@/lib/ledger/records';
import { ineligible, type Ineligible } from './eligibility';
import type { Features } from './features';
import { matchesRule } from './match-rule';

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
  | { kind: 'targets'; targets: Target[]; reason: RouteReason }
  | { kind: 'unknown_model'; reason: RouteReason }
  /** `cause`: what of the request no target that is on can take; absent when the trouble is ours. */
  | { kind: 'none_eligible'; reason: RouteReason; cause?: Ineligible['cause'] };

export function targetName(target: Target): string {
  return `${target.provider.id}/${target.model.id}`;
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

/**
 * Ordered targets for a request: the first rule that matches and names anything decides; without one, the requested
 * model itself. Embeddings follow only rules that name the model: one for chats would send them astray. A key's allow-list holds for what is requested (checked at the door), not for where a rule sends it.
 */
export function selectTargets(
  features: Features,
  snapshot: Pick<Snapshot, 'models' | 'providers' | 'rules'>,
): RoutePlan {
  const rule = snapshot.rules.find(
    (candidate) =>
      matchesRule(candidate, features) &&
      (features.needs.embeddings !== true || candidate.when.models !== undefined),
  );
  const names = rule?.targets ?? [features.requestedModel];
  const reason: RouteReason = {
    ruleId: rule?.id,
    task: features.task,
    signals: features.signals,
    inputTokensEstimated: features.inputTokens,
    candidates: [],
    skipped: [],
  };
  const resolved = names.flatMap((name) => resolveTarget(name, snapshot));
  if (resolved.length === 0 && rule === undefined && !snapshot.models.has(features.requestedModel))
    return { kind: 'unknown_model', reason };

  const targets: Target[] = [];
  let cause: Ineligible['cause'];
  for (const target of resolved) {
    const name = targetName(target);
    const why = ineligible(target, features);
    if (why !== undefined) {
      reason.skipped.push({ target: name, reason: why.reason });
      cause ??= why.cause;
    } else if (!reason.candidates.includes(name)) {
      reason.candidates.push(name);
      targets.push(target);
    }
  }
  if (targets.length === 0) return { kind: 'none_eligible', reason, cause };
  return { kind: 'targets', targets, reason };
}
