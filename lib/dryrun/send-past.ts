import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { Pico } from '@/lib/pricing/money';
import { totalOnBaseline } from '@/lib/pricing/savings';
import type { Knowledge } from '@/lib/routing/choose-learned';
import type { ReplayOutcome } from '@/lib/routing/replay';
import { selectTargets, targetName, type Target } from '@/lib/routing/select-targets';
import type { ReplayedRequest } from './past-row';

export interface PastWorld {
  snapshot: Snapshot;
  knowledge: Knowledge;
  /**
   * Later than the request by so much its prices are asked for, in ms: prices of a draft begin in the future, where past
   * requests would never meet them. 0: at their own prices, and what is billed already stays.
   */
  pricesLaterMs: number;
}

/** What the request's tokens cost at a target. Undefined where they, or a price, are not known. */
function costAt(past: ReplayedRequest, target: Target, world: PastWorld): Pico | undefined {
  const isSame = targetName(target) === past.target;
  if (isSame && world.pricesLaterMs === 0) return past.cost;
  const { served } = past;
  if (served === undefined) return undefined;
  const { provider, upstreamModel } = target;
  const { servedModel, serviceTier, region, speed, meters } = served;
  return totalOnBaseline(world.snapshot.prices, {
    provider: provider.id,
    model: isSame ? (servedModel ?? upstreamModel) : upstreamModel,
    askedModel: upstreamModel,
    at: past.features.at + world.pricesLaterMs,
    usage: {
      meters,
      provenance: 'provider',
      ...(isSame && serviceTier !== null ? { serviceTier } : {}),
    },
    region: (isSame ? region : null) ?? provider.region,
    ...(isSame && speed !== null ? { speed } : {}),
  });
}

/** Sends a past request through a configuration, in thought: the first target that can take it, and what it costs there. */
export function sendPast(past: ReplayedRequest, world: PastWorld): ReplayOutcome {
  const { snapshot, knowledge } = world;
  const plan = selectTargets(past.features, snapshot, { share: past.share, knowledge });
  const target = plan.kind === 'targets' ? plan.targets[0] : undefined;
  return {
    ruleId: plan.reason.ruleId,
    target: target === undefined ? undefined : targetName(target),
    cost: target === undefined ? undefined : costAt(past, target, world),
  };
}
