import { promptTotal, type OutputCounts, type PromptCounts } from '../answer';
import type { Meters } from '../amount';
import type { Json } from '../json';
import { presentMeters } from '../wire';

/** Gemini's usage: the prompt includes what was cached; candidates exclude thoughts; the total holds all. */
export function geminiUsage(prompt: PromptCounts, output: OutputCounts): Json {
  const total = promptTotal(prompt);
  const details = [{ modality: 'TEXT', tokenCount: total - prompt.image }];
  if (prompt.image > 0) details.push({ modality: 'IMAGE', tokenCount: prompt.image });
  const usage: Json = {
    promptTokenCount: total,
    candidatesTokenCount: output.text,
    totalTokenCount: total + output.text + output.reasoning,
    promptTokensDetails: details,
  };
  if (prompt.cacheRead > 0) {
    usage['cachedContentTokenCount'] = prompt.cacheRead;
    usage['cacheTokensDetails'] = [{ modality: 'TEXT', tokenCount: prompt.cacheRead }];
  }
  if (output.reasoning > 0) usage['thoughtsTokenCount'] = output.reasoning;
  return usage;
}

export function geminiMeters(prompt: PromptCounts, output: OutputCounts): Meters {
  return presentMeters({
    'in.text': prompt.text,
    'in.image': prompt.image,
    'in.cache_read': prompt.cacheRead,
    'out.text': output.text,
    'out.reasoning': output.reasoning,
  });
}
