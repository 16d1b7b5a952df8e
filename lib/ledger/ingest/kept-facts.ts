import type { RoutingFacts } from '@/lib/routing/routing-facts';
import type { RequestHeader } from '../records';

/** The facts of a request as its row keeps them, with what a replay needs of its route: one small value to read. */
export interface KeptFacts extends RoutingFacts {
  promptTokens: number;
  learnedTask?: string;
  confidence?: number;
}

/** Null of a request that was refused before it was read, or recorded by a gateway that kept none. */
export function keptFacts({ facts, route }: Pick<RequestHeader, 'facts' | 'route'>): KeptFacts | null {
  if (facts === undefined) return null;
  const { inputTokensEstimated, learnedTask, confidence } = route;
  return {
    promptTokens: inputTokensEstimated,
    ...facts,
    ...(learnedTask !== undefined && { learnedTask }),
    ...(confidence !== undefined && { confidence }),
  };
}
