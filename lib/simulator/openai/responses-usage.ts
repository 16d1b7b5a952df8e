import { promptTotal, type OutputCounts, type PromptCounts } from '../answer';
import type { Json } from '../json';

/** Usage of the responses API: cached and reasoning tokens are subsets of the totals. */
export function responsesUsage(prompt: PromptCounts, output: OutputCounts): Json {
  const total = promptTotal(prompt);
  const generated = output.text + output.reasoning;
  return {
    input_tokens: total,
    input_tokens_details: { cached_tokens: prompt.cacheRead },
    output_tokens: generated,
    output_tokens_details: { reasoning_tokens: output.reasoning },
    total_tokens: total + generated,
  };
}
