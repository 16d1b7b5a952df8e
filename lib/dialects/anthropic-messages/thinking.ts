import type { ChatMessage, ChatRequest } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { isFrom } from '../foreign-signature';
import type { JsonRecord } from '../json-value';
import { budgetOf, effortOf } from '../reasoning-effort';
import type { EncodeTarget } from '../types';
import { modelTraits } from './model-traits';

const MIN_BUDGET = 1_024;
/** Room for the answer itself: thinking counts towards `max_tokens`. */
const MIN_ANSWER = 1_024;

/** A budget that leaves room for an answer within a limit on the output; undefined where there is no room to think. */
export function budgetWithin(budget: number, limit: number): number | undefined {
  return limit <= MIN_BUDGET ? undefined : Math.max(MIN_BUDGET, Math.min(budget, limit - MIN_ANSWER));
}

export interface Thinking {
  thinking?: JsonRecord;
  effort?: string;
  /** `max_tokens`, raised where the budget needs it. */
  maxTokens: number;
}

/** Reasoning as this model takes it: a budget for older ones, an effort for newer ones. */
export function encodeThinking(
  { reasoning, toolChoice, messages }: ChatRequest,
  { upstreamModel, maxOutputTokens }: EncodeTarget,
  maxTokens: number,
  dropped: DroppedParameters,
): Thinking {
  if (reasoning === undefined) return { maxTokens };
  if (reasoning.effort === 'none' || reasoning.budgetTokens === 0) {
    if (!modelTraits(upstreamModel).alwaysThinks) return { maxTokens, thinking: { type: 'disabled' } };
    dropped.add('reasoning');
    return { maxTokens, thinking: { type: 'adaptive' }, effort: 'low' };
  }
  if (modelTraits(upstreamModel).thinking === 'adaptive') {
    const effort = effortOf(reasoning, 'max');
    const thinking = { type: 'adaptive' };
    return effort === undefined
      ? { maxTokens, thinking }
      : { maxTokens, thinking, effort: effort === 'minimal' ? 'low' : effort };
  }
  // A model that thinks by budget cannot be forced to call a tool, and the forced call is what the client counts on.
  if (toolChoice?.kind === 'required' || toolChoice?.kind === 'tool' || isThoughtLost(messages)) {
    dropped.add('reasoning');
    return { maxTokens };
  }
  const ceiling = maxOutputTokens ?? Number.MAX_SAFE_INTEGER;
  const budget = budgetWithin(budgetOf(reasoning) ?? 4_096, ceiling);
  if (budget === undefined) {
    dropped.add('reasoning');
    return { maxTokens };
  }
  return {
    thinking: { type: 'enabled', budget_tokens: budget },
    maxTokens: maxTokens > budget ? maxTokens : Math.min(budget + MIN_ANSWER, ceiling),
  };
}

/** In the middle of a round of tool calls the thinking before the calls is demanded back; many clients have not kept it. */
function isThoughtLost(messages: readonly ChatMessage[]): boolean {
  if (messages.at(-1)?.role !== 'tool') return false;
  const asking = messages.findLast((message) => message.role === 'assistant');
  if (asking?.role !== 'assistant') return false;
  return !(asking.reasoning ?? []).some(
    (part) =>
      isFrom(part, 'anthropic-messages') && (part.signature !== undefined || part.encrypted !== undefined),
  );
}
