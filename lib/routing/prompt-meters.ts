import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Features } from './features';

/**
 * An estimated prompt by the meters that it is billed by: what is spoken has a price of its own, sixteen times that of text at
 * some vendors. `tokens`: what all of the prompt is held to come to, where that is better known by now. Pure.
 */
export function promptMeters(
  { inputTokens, audioTokens = 0 }: Pick<Features, 'inputTokens' | 'audioTokens'>,
  tokens = inputTokens,
): MeterQuantities {
  if (audioTokens === 0) return { 'in.text': tokens };
  const audio = Math.min(tokens, Math.round((tokens * audioTokens) / inputTokens));
  return { 'in.text': tokens - audio, 'in.audio': audio };
}
