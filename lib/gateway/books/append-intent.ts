import type { ChatRequest } from '@/lib/dialects/chat';
import type { GatewayError } from '@/lib/errors/gateway-error';
import { promptMeters } from '@/lib/routing/prompt-meters';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** Output tokens that an orphan is settled at when the request sets no limit. */
const TYPICAL_OUTPUT_TOKENS = 256;

/** Output tokens of an answer of which nobody knows how long it is. */
export function typicalOutput(chat: ChatRequest): number {
  return Math.min(chat.maxOutputTokens ?? TYPICAL_OUTPUT_TOKENS, TYPICAL_OUTPUT_TOKENS) * (chat.n ?? 1);
}

/**
 * Writes down that money may now be spent at a target, before anything is sent there. Should this process die, the
 * attempt is settled at this estimate. Resolves to GatewayError `overloaded` when the disk refuses: no dispatch without a record.
 */
export function appendIntent(
  exchange: AdmittedExchange,
  target: Target,
  attempt: number,
): Promise<GatewayError | undefined> {
  const { chat, features, snapshot } = exchange;
  const meters = promptMeters(features);
  if (exchange.operation !== 'embeddings') meters['out.text'] = typicalOutput(chat);
  const cost = snapshot.prices.calculate({
    provider: target.provider.id,
    model: target.upstreamModel,
    at: exchange.startedAt,
    usage: { meters, provenance: 'estimated' },
    region: target.provider.region,
  });
  return exchange.deps.ledger.append({
    t: 'intent',
    requestId: exchange.requestId,
    attempt,
    startedAt: exchange.deps.clock.now(),
    provider: target.provider.id,
    model: target.model.id,
    upstreamModel: target.upstreamModel,
    request: attempt === 1 ? exchange.header : undefined,
    leases: exchange.leases,
    estimate: { meters, costState: cost.state, costUsd: cost.totalUsd },
  });
}
