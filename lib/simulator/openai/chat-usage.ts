import { promptTotal, type OutputCounts, type PromptCounts } from '../answer';
import type { Meters } from '../amount';
import type { Json } from '../json';
import { presentMeters } from '../wire';

/** OpenAI's usage: cached and reasoning tokens are subsets of the totals. DeepSeek adds its hit and miss counts. */
export function chatUsage(prompt: PromptCounts, output: OutputCounts, model: string): Json {
  const total = promptTotal(prompt);
  const completion = output.text + output.reasoning;
  const usage: Json = {
    prompt_tokens: total,
    completion_tokens: completion,
    total_tokens: total + completion,
    prompt_tokens_details: { cached_tokens: prompt.cacheRead, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: output.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
  if (!model.startsWith('deepseek')) return usage;
  return {
    ...usage,
    prompt_cache_hit_tokens: prompt.cacheRead,
    prompt_cache_miss_tokens: total - prompt.cacheRead,
  };
}

/** OpenAI counts images as prompt text. */
export function openaiMeters(prompt: PromptCounts, output: OutputCounts): Meters {
  return presentMeters({
    'in.text': prompt.text + prompt.image,
    'in.cache_read': prompt.cacheRead,
    'out.text': output.text,
    'out.reasoning': output.reasoning,
  });
}
