import type { OutputCounts, PromptCounts } from '../answer';
import type { Meters } from '../amount';
import type { Json } from '../json';
import { presentMeters } from '../wire';

/** Anthropic's usage: `input_tokens` excludes what was read from or written to the cache; thinking is output. */
export function messagesUsage(prompt: PromptCounts, output: OutputCounts): Json {
  return {
    input_tokens: prompt.text + prompt.image,
    cache_creation_input_tokens: prompt.cacheWrite5m + prompt.cacheWrite1h,
    cache_read_input_tokens: prompt.cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: prompt.cacheWrite5m,
      ephemeral_1h_input_tokens: prompt.cacheWrite1h,
    },
    output_tokens: output.text + output.reasoning,
    service_tier: 'standard',
  };
}

export function messagesMeters(prompt: PromptCounts, output: OutputCounts): Meters {
  return presentMeters({
    'in.text': prompt.text + prompt.image,
    'in.cache_read': prompt.cacheRead,
    'in.cache_write.5m': prompt.cacheWrite5m,
    'in.cache_write.1h': prompt.cacheWrite1h,
    'out.text': output.text + output.reasoning,
  });
}
