import type { ChatRequest } from '@/lib/dialects/chat';
import { asksToThink } from '@/lib/dialects/reasoning-effort';
import { answerTimeoutMs, learnedTimeoutMs } from '@/lib/resilience/timeouts';
import type { Target } from '@/lib/routing/select-targets';
import type { GatewayDeps } from '../exchange';

export interface AttemptLimits {
  headersMs: number;
  firstContentMs: number;
}

/**
 * How long this attempt may take to its headers and its first content: as configured, and sooner where the target's own
 * p99 says that it hangs. A whole answer has its headers only when all of it is generated, so where nobody configured
 * a time it is given 50 ms for each token that is expected.
 */
export function attemptLimits(
  exchange: { chat: ChatRequest; deps: Pick<GatewayDeps, 'health'> },
  target: Target,
): AttemptLimits {
  const { chat, deps } = exchange;
  const { timeouts, timeoutsAreDefault } = target.provider;
  const { headersMs, firstContentMs } = timeouts;
  // Times that somebody chose hold as they are.
  if (timeoutsAreDefault !== true) return { headersMs, firstContentMs };
  const { maxOutputTokens = target.model.maxOutputTokens } = chat;
  const wholeMs = chat.stream ? headersMs : answerTimeoutMs({ baseMs: headersMs, maxOutputTokens });
  // Nobody can tell from other answers how long one is thought about.
  if (asksToThink(chat.reasoning)) return { headersMs: wholeMs, firstContentMs };
  const seen = deps.health.viewOf(target, chat.stream ? 'stream' : 'json');
  return {
    headersMs: learnedTimeoutMs(wholeMs, seen),
    firstContentMs: learnedTimeoutMs(firstContentMs, seen),
  };
}
