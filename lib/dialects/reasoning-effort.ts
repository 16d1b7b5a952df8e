import type { ChatRequest } from './chat';

const LEVELS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof LEVELS)[number];

const rank = (effort: string) => LEVELS.findIndex((level) => level === effort);

/** Thinking tokens that stand for an effort; between two, the nearer level by these upper bounds. */
const BUDGETS: readonly (readonly [Effort, number])[] = [
  ['minimal', 1_024],
  ['low', 4_096],
  ['medium', 16_384],
  ['high', 32_768],
  ['xhigh', 65_536],
];

/** Whether thinking is asked for: `none` is a word about it too. */
export const asksToThink = (reasoning: ChatRequest['reasoning']): boolean =>
  reasoning !== undefined && reasoning.effort !== 'none' && reasoning.budgetTokens !== 0;

/** The effort asked for, from a token budget where only that was given, and at most `highest`. */
export function effortOf(reasoning: ChatRequest['reasoning'], highest: Effort): string | undefined {
  const asked = reasoning?.effort ?? effortOfBudget(reasoning?.budgetTokens);
  if (asked === undefined) return undefined;
  return rank(asked) > rank(highest) ? highest : asked;
}

function effortOfBudget(budget: number | undefined): Effort | undefined {
  if (budget === undefined) return undefined;
  if (budget === 0) return 'none';
  return BUDGETS.find(([, tokens]) => budget <= tokens)?.[0] ?? 'xhigh';
}

/** Thinking tokens for an effort where only a budget can be said; 0 is none. Undefined: not asked for. */
export function budgetOf(reasoning: ChatRequest['reasoning']): number | undefined {
  if (reasoning?.budgetTokens !== undefined) return reasoning.budgetTokens;
  const effort = reasoning?.effort;
  if (effort === undefined) return undefined;
  if (effort === 'none') return 0;
  return BUDGETS.find(([level]) => level === effort)?.[1] ?? 65_536;
}
