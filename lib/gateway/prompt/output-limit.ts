import { encodeThinking } from '@/lib/dialects/anthropic-messages/thinking';
import { DroppedParameters } from '@/lib/dialects/dropped-parameters';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** By the model, the key and what there is money for; undefined: nobody says. */
export function mostOutputTokens(
  { key, outputLimit }: AdmittedExchange,
  { model }: Target,
): number | undefined {
  const most = Math.min(
    model.maxOutputTokens ?? Infinity,
    key.maxTokens ?? Infinity,
    outputLimit ?? Infinity,
  );
  return most === Infinity ? undefined : most;
}

/** The request with the limit that it is sent with: thinking that is translated may need a higher one than was asked for. */
export function withRoomToThink(exchange: AdmittedExchange, target: Target): AdmittedExchange {
  const { chat, dialect } = exchange;
  const { maxOutputTokens: asked } = chat;
  const { provider, upstreamModel } = target;
  if (chat.reasoning === undefined || asked === undefined) return exchange;
  if (provider.dialect !== 'anthropic-messages' || dialect.name === provider.dialect) return exchange;
  const at = { upstreamModel, maxOutputTokens: mostOutputTokens(exchange, target) };
  const { maxTokens } = encodeThinking(chat, at, asked, new DroppedParameters(chat));
  return maxTokens === asked ? exchange : { ...exchange, chat: { ...chat, maxOutputTokens: maxTokens } };
}
