import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** Tokens that a request may use of a target's limit: no more output than its model can give, whatever the client asks for. */
export function expectedTokens(
  { features, chat, key }: Pick<AdmittedExchange, 'features' | 'chat' | 'key'>,
  { model }: Target,
): number {
  const most = Math.min(model.maxOutputTokens ?? Infinity, key.maxTokens ?? Infinity);
  return features.inputTokens + Math.min(chat.maxOutputTokens ?? 0, most);
}
