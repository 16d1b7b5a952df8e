import { tryParseJson } from '@/lib/dialects/json-value';
import { checkAnswer } from '@/lib/routing/check-answer';
import { ineligible } from '@/lib/routing/eligibility';
import { resolveTarget, targetName, type Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/**
 * Where a request goes on to because its rule's checks stop this answer; undefined when it is good enough, was checked
 * before, or nothing better can take the request. Whole answers only: of a stream the client has had the beginning.
 */
export function escalate(exchange: AdmittedExchange, served: Target, body: Buffer): Target[] | undefined {
  const { settings, header, chat, dialect, escalateTo } = exchange;
  const { route } = header;
  if (settings.cascade === undefined || route.cascade !== undefined || exchange.operation !== 'chat')
    return undefined;
  const answer = tryParseJson(body.toString('utf8'));
  const why = checkAnswer(dialect.decodeResponse(answer), settings.cascade.checks, chat.responseFormat);
  if (why === undefined) {
    route.passedChecks = targetName(served);
    return undefined;
  }
  const targets = escalateTo
    .flatMap((name) => resolveTarget(name, exchange.snapshot))
    .filter((target) => targetName(target) !== targetName(served))
    .filter((target) => ineligible(target, exchange.features) === undefined);
  if (targets.length === 0) return undefined;
  route.cascade = { stopped: targetName(served), reason: why };
  return targets;
}
