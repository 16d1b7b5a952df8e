import type { Features, Need } from './features';
import { stickyShare } from './sticky-share';

/**
 * What of a request's features is kept beyond its row, so that another policy can be tried on it later: no word of the
 * prompt, and only what is not the usual. Requests are many, so names that say nothing are left out.
 */
export interface RoutingFacts {
  /** Of the whole prompt. */
  chars: number;
  needs?: Need[];
  maxOutputTokens?: number;
  /** What had to fit the window, where that is not all of the input. */
  largestInputTokens?: number;
  accuracy?: number;
  latencyMs?: number;
  language?: string;
  /** The number that its draws were made with, where a session decided it; else user or id of the request say it. */
  share?: number;
  /** Keyed digest of the prompt, by which repeats are counted (lib/gateway/prompt/prompt-fingerprint.ts); no rule looks at it. */
  prompt?: string;
}

export function routingFacts(features: Features): RoutingFacts {
  const facts: RoutingFacts = { chars: features.chars };
  for (const need in features.needs)
    if (features.needs[need as Need] === true) (facts.needs ??= []).push(need as Need);
  const { maxOutputTokens, largestInputTokens, accuracy, latencyMs, language, session } = features;
  if (maxOutputTokens !== undefined) facts.maxOutputTokens = maxOutputTokens;
  if (largestInputTokens !== undefined) facts.largestInputTokens = largestInputTokens;
  if (accuracy !== undefined) facts.accuracy = accuracy;
  if (latencyMs !== undefined) facts.latencyMs = latencyMs;
  if (language !== undefined) facts.language = language;
  if (session !== undefined) facts.share = stickyShare(session);
  return facts;
}
