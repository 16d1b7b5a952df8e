import type { Meter } from './usage';

interface Fallback {
  /** Taken in this order when a meter has no price row of its own in force. */
  prices?: readonly Meter[];
  /** Taken after those, and only for a model whose book prices no cache meter at all. */
  uncachedPrices?: readonly Meter[];
}

/**
 * What vendors bill a meter as when their price list has no line of its own for it.
 *
 * - `out.reasoning`: all vendors bill reasoning as output (OpenAI, Anthropic, Gemini, DeepSeek, xAI).
 * - `in.image`, `in.video`, `in.tool`: tokens of the prompt at its ordinary price (OpenAI and Anthropic vision,
 *   Gemini "text / image / video", Gemini tool-use prompts). Image models that differ quote a line of their own.
 * - `in.cache_read.*`: the model's cached price. Without any cache price on its list (gpt-5-pro, o1-pro, servers that
 *   quote in and out only) a hit has no discount and is billed as that input. Where a list does price caching, a
 *   missing read price is a gap in the book and stays unpriced: at Anthropic the input price is ten times too high.
 * - `in.cache_write.5m` and `.other` are both "the" write where a vendor has one price (Anthropic's default is 5
 *   minutes; OpenAI and OpenRouter name no lifetime).
 *
 * And what never falls back, because the nearest price is wrong by a multiple, so the request is `unpriced`:
 * `in.cache_write.1h` (1.6 times the 5-minute price), any cache write to `in.text` (1.25 to 2 times), audio and image
 * output, audio input (16 times the text price on OpenAI audio models), searches, pages, seconds, images, storage.
 */
export const METER_FALLBACKS: Partial<Record<Meter, Fallback>> = {
  'out.reasoning': { prices: ['out.text'] },
  'in.image': { prices: ['in.text'] },
  'in.video': { prices: ['in.text'] },
  'in.tool': { prices: ['in.text'] },
  'in.cache_read': { uncachedPrices: ['in.text'] },
  'in.cache_read.audio': { prices: ['in.cache_read'], uncachedPrices: ['in.audio'] },
  'in.cache_read.image': { prices: ['in.cache_read'], uncachedPrices: ['in.image', 'in.text'] },
  'in.cache_read.video': { prices: ['in.cache_read'], uncachedPrices: ['in.video', 'in.text'] },
  'in.cache_write.5m': { prices: ['in.cache_write.other'] },
  'in.cache_write.other': { prices: ['in.cache_write.5m'] },
};

/** True for the meters that say something of prompt caching. */
export function isCacheMeter(meter: Meter): boolean {
  return meter.startsWith('in.cache_');
}
