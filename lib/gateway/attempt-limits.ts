import { answerTimeoutMs, learnedTimeoutMs } from '@/lib/resilience/timeouts';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from './exchange';

export interface AttemptLimits {
  headersMs: number;
  firstContentMs: number;
}

/**
 * How long this attempt may take to its headers and its first content: as configured, and sooner where the target's own
 * p99 says that it hangs. A whole answer has its headers only when all of it is generated, so where nobody configured
 * a time it is given 50 ms for each token that is expected.
 */
export function attemptLimits(exchange: AdmittedExchange, target: Target): AttemptLimits {
  const { chat, deps } = exchange;
  const { timeouts, timeoutsAreDefault } = target.provider;
  const mode = chat.stream ? 'stream' : 'json';
  const seen = deps.health.viewOf(target, mode);
  if (chat.stream)
    return {
      headersMs: learnedTimeoutMs(timeouts.headersMs, seen),
      firstContentMs: learnedTimeoutMs(timeouts.firstContentMs, seen),
    };
  const baseMs = timeouts.headersMs;
  const whole =
    timeoutsAreDefault === true
      ? answerTimeoutMs({ baseMs, maxOutputTokens: chat.maxOutputTokens ?? target.model.maxOutputTokens })
      : baseMs;
  // What was seen may all have been short: never less than a quarter of what a long answer may take.
  const headersMs = Math.max(Math.ceil(whole / 4), learnedTimeoutMs(whole, seen));
  return { headersMs, firstContentMs: timeouts.firstContentMs };
}
