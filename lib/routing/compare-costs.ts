import type { Model } from '@/lib/config/schemas';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { subtractUsd } from '@/lib/pricing/money';
import { percentOf } from '@/lib/pricing/savings';
import type { Cost, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { ineligible } from './eligibility';
import type { Features } from './features';
import type { Target } from './select-targets';

/** What a request would cost at one target. */
export interface TargetCost {
  target: Target;
  cost: Cost;
  /** Why it cannot take the request; absent when it can. */
  reason?: string;
  /** This cost minus that of the routed target; undefined when either is not known. */
  differenceUsd?: UsdString;
  /** The same in percent of the routed one, two decimals. */
  differencePercent?: string | undefined;
}

export interface CostQuestion {
  features: Features;
  meters: MeterQuantities;
  /** Epoch ms: the prices in force then. */
  at: number;
  serviceTier?: string | undefined;
}

/** What a request would cost at a target, by the calculator that bills it. Pure. */
export function costAt(target: Target, question: CostQuestion, prices: Snapshot['prices']): Cost {
  const { meters, at, serviceTier } = question;
  return prices.calculate({
    provider: target.provider.id,
    model: target.upstreamModel,
    at,
    usage: { meters, provenance: 'estimated', ...(serviceTier === undefined ? {} : { serviceTier }) },
    region: target.provider.region,
  });
}

/** The first offer of each model that is on, cheapest first, against what the routed target costs. Pure. */
export function compareCosts(
  routed: Target,
  question: CostQuestion,
  snapshot: Pick<Snapshot, 'models' | 'providers' | 'prices'>,
  mayUse: (model: Model) => boolean,
): { routed: TargetCost; models: TargetCost[] } {
  const own = costAt(routed, question, snapshot.prices);
  const models = [...new Set(snapshot.models.values())]
    .filter((model) => mayUse(model) && isSameKind(model, question.features))
    .flatMap((model) => targetOf(model, snapshot) ?? [])
    .map((target) => against(own, target, question, snapshot.prices));
  return { routed: { target: routed, cost: own }, models: models.sort(byCost) };
}

/** A price for what it cannot do is no comparison: chats with chats, embeddings with embeddings. */
function isSameKind({ capabilities }: Model, { needs }: Features): boolean {
  return (capabilities?.embeddings === true) === (needs.embeddings === true);
}

function targetOf(model: Model, { providers }: Pick<Snapshot, 'providers'>): Target | undefined {
  for (const offer of model.offers) {
    const provider = providers.get(offer.provider);
    if (provider?.enabled === true) return { model, provider, upstreamModel: offer.model, limits: offer };
  }
  return undefined;
}

function against(own: Cost, target: Target, question: CostQuestion, prices: Snapshot['prices']): TargetCost {
  const cost = costAt(target, question, prices);
  const why = ineligible(target, question.features);
  const compared: TargetCost = { target, cost, ...(why === undefined ? {} : { reason: why.reason }) };
  if (cost.totalUsd === null || own.totalUsd === null) return compared;
  const differenceUsd = subtractUsd(cost.totalUsd, own.totalUsd);
  return { ...compared, differenceUsd, differencePercent: percentOf(differenceUsd, own.totalUsd) };
}

/** Unknown costs last; equal ones by name, so that the order never changes by itself. */
function byCost(a: TargetCost, b: TargetCost): number {
  const [left, right] = [a.cost.totalUsd, b.cost.totalUsd];
  if (left !== null && right !== null && left !== right)
    return subtractUsd(left, right).startsWith('-') ? -1 : 1;
  if ((left === null) !== (right === null)) return left === null ? 1 : -1;
  return a.target.model.id < b.target.model.id ? -1 : 1;
}
