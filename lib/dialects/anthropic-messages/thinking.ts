import type { ChatRequest } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import type { JsonRecord } from '../json-value';
import { budgetOf, effortOf } from '../reasoning-effort';
import type { EncodeTarget } from '../types';
import { modelTraits } from './model-traits';

const MIN_BUDGET = 1_024;
/** Room for the answer itself: thinking counts towards `max_tokens`. */
const MIN_ANSWER = 1_024;

export interface Thinking {
  thinking?: JsonRecord;
  effort?: string;
  /** `max_tokens`, raised where the budget needs it. */
  maxTokens: number;
}

/** Reasoning as this model takes it: a budget for older ones, an effort for newer ones. */
export function encodeThinking(
  { reasoning, toolChoice }: ChatRequest,
  { upstreamModel, maxOutputTokens }: EncodeTarget,
  maxTokens: number,
  dropped: DroppedParameters,
): Thinking {
  if (reasoning === undefined) return { maxTokens };
  if (reasoning.effort === 'none' || reasoning.budgetTokens === 0)
    return { maxTokens, thinking: { type: 'disabled' } };
  if (modelTraits(upstreamModel).thinking === 'adaptive') {
    const effort = effortOf(reasoning, 'max');
    const thinking = { type: 'adaptive' };
    return effort === undefined
      ? { maxTokens, thinking }
      : { maxTokens, thinking, effort: effort === 'minimal' ? 'low' : effort };
  }
  // A model that thinks by budget cannot be forced to call a tool, and the forced call is what the client counts on.
  if (toolChoice?.kind === 'required' || toolChoice?.kind === 'tool') {
    dropped.add('reasoning');
    return { maxTokens };
  }
  const ceiling = maxOutputTokens ?? Number.MAX_SAFE_INTEGER;
  const budget = Math.max(MIN_BUDGET, Math.min(budgetOf(reasoning) ?? 4_096, ceiling - MIN_ANSWER));
  return {
    thinking: { type: 'enabled', budget_tokens: budget },
    maxTokens: maxTokens > budget ? maxTokens : budget + MIN_ANSWER,
  };
}
