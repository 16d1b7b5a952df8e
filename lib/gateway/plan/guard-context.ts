import { isRecord, tryParseJson } from '@/lib/dialects/json-value';
import { spliceJson } from '@/lib/http/splice-json';
import type { Features } from '@/lib/routing/features';
import { resolveTarget, type RoutePlan } from '@/lib/routing/select-targets';
import { trimMessages } from '@/lib/routing/trim-messages';
import type { Exchange } from '../exchange';
import type { ReadChat } from '../prompt/read-chat';

/** Largest window among what the rule names, its fallbacks included; undefined when none has one. */
function widestWindow({ snapshot }: Exchange, names: readonly string[]): number | undefined {
  const windows = names
    .flatMap((name) => resolveTarget(name, snapshot))
    .flatMap(({ model }) => model.contextTokens ?? []);
  return windows.length === 0 ? undefined : Math.max(...windows);
}

/**
 * The request without its oldest messages, where it fits none of its rule's windows and the rule says to trim it; else
 * undefined. Throws GatewayError when what is left is no request any more.
 */
export function trimToWindow(
  exchange: Exchange,
  { raw, chat }: ReadChat,
  features: Features,
  plan: RoutePlan,
): { read: ReadChat; dropped: number } | undefined {
  if (plan.kind !== 'none_eligible' || plan.cause !== 'context') return undefined;
  const { settings, targets } = plan.decision;
  if (settings.tooLong !== 'trim' || features.needs.embeddings === true) return undefined;
  const windowTokens = widestWindow(exchange, targets);
  const body = tryParseJson(raw.toString('utf8'));
  if (windowTokens === undefined || !isRecord(body)) return undefined;
  const member = exchange.dialect.name === 'openai-responses' ? 'input' : 'messages';
  const { [member]: messages, ...rest } = body;
  if (!Array.isArray(messages)) return undefined;
  const trimmed = trimMessages(messages, rest, { windowTokens, maxOutputTokens: chat.maxOutputTokens });
  if (trimmed === undefined) return undefined;
  const shorter = { ...body, [member]: trimmed.messages };
  return {
    read: {
      raw: spliceJson(raw, new Map([[member, JSON.stringify(trimmed.messages)]])),
      chat: exchange.dialect.decodeRequest(shorter),
    },
    dropped: trimmed.dropped,
  };
}
