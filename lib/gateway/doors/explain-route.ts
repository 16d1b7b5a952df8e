import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { compareCosts, costAt, type CostQuestion, type TargetCost } from '@/lib/routing/compare-costs';
import { learnedClassifier } from '@/lib/routing/learn/classify-learned';
import { targetName, type RoutePlan, type Target } from '@/lib/routing/select-targets';
import type { Estimate } from './read-estimate';

export interface Explanation {
  plan: RoutePlan;
  question: CostQuestion;
  snapshot: Snapshot;
  /** p99 of late, ms. */
  latencyMs: (target: Target) => number | undefined;
}

const LATER = 'a fallback: tried when those before it fail';
const NOT_NAMED = 'the rule that fired does not name it';
const NOT_ASKED = 'not the model that was asked for';

/** Why a target was not chosen; null for the one that was. */
function reasonAgainst(cost: TargetCost, place: number, { plan }: Explanation): string | null {
  if (place === 0) return null;
  const { reason } = plan;
  const { model } = cost.target;
  const weighed = reason.choice?.candidates.find((one) => one.model === model.id)?.reason;
  const skipped = reason.skipped.find(({ target }) => target === targetName(cost.target))?.reason;
  if (cost.reason !== undefined) return cost.reason;
  if (skipped !== undefined) return skipped;
  if (weighed !== undefined) return weighed;
  if (place > 0) return LATER;
  if (plan.kind === 'targets' && plan.decision.learned !== undefined)
    return cost.cost.totalUsd === null
      ? 'it has no price, so it cannot be weighed'
      : 'not among those weighed';
  return reason.ruleId === undefined ? NOT_ASKED : NOT_NAMED;
}

/** The targets of the plan in order, then each other model that could be asked, with cost, latency and why not. */
export function explainCandidates(explanation: Explanation, others: readonly TargetCost[]) {
  const { plan, question, snapshot, latencyMs } = explanation;
  const planned = plan.kind === 'targets' ? plan.targets : [];
  const names = planned.map(targetName);
  const inPlan = planned.map((target) => ({ target, cost: costAt(target, question, snapshot.prices) }));
  const rest = others.filter(({ target }) => !names.includes(targetName(target)));
  return [...inPlan, ...rest].map((one: TargetCost, at) => {
    const weighed = plan.reason.choice?.candidates.find(({ model }) => model === one.target.model.id);
    return {
      provider: one.target.provider.id,
      model: one.target.model.id,
      upstream_model: one.target.upstreamModel,
      order: at < planned.length ? at + 1 : null,
      cost_usd: one.cost.totalUsd,
      latency_p99_ms: latencyMs(one.target) ?? null,
      quality: weighed?.quality ?? null,
      quality_by_text: weighed?.byText ?? null,
      quality_at_least: weighed?.lowerBound ?? null,
      reason: reasonAgainst(one, at < planned.length ? at : -1, explanation),
    };
  });
}

/** Every model that a comparison may name, whichever target is first. */
export function otherModels(
  { plan, question, snapshot }: Explanation,
  mayUse: Parameters<typeof compareCosts>[3],
): readonly TargetCost[] {
  const any = plan.kind === 'targets' ? plan.targets[0] : undefined;
  if (any !== undefined) return compareCosts(any, question, snapshot, mayUse).models;
  return [];
}

/** What the decision was made from. */
export function explainFeatures({ features }: Estimate) {
  const { learned, promptText = '' } = features;
  return {
    task: features.task,
    signals: features.signals,
    learned_task: learned?.task ?? null,
    confidence: learned?.confidence ?? null,
    runner_up_task: learned?.runnerUp ?? null,
    learned_signals: learned === undefined ? [] : learnedClassifier().signals(promptText, learned.task),
    input_tokens: features.inputTokens,
    characters: features.chars,
    stream: features.stream,
    needs: Object.entries(features.needs).flatMap(([need, isNeeded]) => (isNeeded === true ? [need] : [])),
    accuracy: features.accuracy ?? null,
    latency_ms: features.latencyMs ?? null,
    language: features.language ?? null,
    team: features.team ?? null,
    user: features.user ?? null,
    session: features.session ?? null,
    tags: features.tags,
  };
}
