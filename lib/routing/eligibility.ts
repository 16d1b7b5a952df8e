import type { DialectName } from '@/lib/dialects/types';
import type { Features, Need } from './features';
import type { Target } from './select-targets';

export interface Ineligible {
  reason: string;
  /** What of the request is in the way; absent when it is the target's own state. */
  cause?: Need | 'context';
}

/** What an upstream dialect has no words for, whatever the model. Its encoder says the rest, item by item. */
const UNSAYABLE: Readonly<Record<DialectName, Partial<Record<Need, string>>>> = {
  'openai-chat': {},
  'openai-responses': {
    severalAnswers: 'gives one answer only',
    audio: 'takes no audio',
    embeddings: 'no embeddings',
  },
  'anthropic-messages': {
    severalAnswers: 'gives one answer only',
    audio: 'takes no audio',
    embeddings: 'no embeddings',
  },
  gemini: { embeddings: 'no embeddings' },
};

/** Needs that a model's capabilities speak of; what they do not say is tried. */
const CAPABILITIES = [
  ['tools', 'no tools'],
  ['images', 'no images'],
  ['jsonSchema', 'no JSON schema'],
  ['embeddings', 'no embeddings'],
  ['audio', 'takes no audio'],
  ['files', 'takes no files'],
  ['severalAnswers', 'gives one answer only'],
  ['logprobs', 'no logprobs'],
] as const;

/** Most requests need nothing that a model may lack. */
function asksAny(needs: Features['needs']): boolean {
  for (const _need in needs) return true;
  return false;
}

/** Why this target can't take the request, or undefined when it can. */
export function ineligible({ model, provider }: Target, features: Features): Ineligible | undefined {
  if (!provider.enabled) return { reason: 'provider is disabled' };
  const tokens = features.largestInputTokens ?? features.inputTokens;
  if (model.contextTokens !== undefined && tokens > model.contextTokens)
    return { reason: `about ${tokens} prompt tokens do not fit ${model.contextTokens}`, cause: 'context' };
  if (!asksAny(features.needs)) return undefined;
  const unsayable = UNSAYABLE[provider.dialect];
  for (const [need, reason] of CAPABILITIES) {
    if (features.needs[need] !== true) continue;
    const wordless = unsayable[need];
    if (wordless !== undefined) return { reason: wordless, cause: need };
    if (model.capabilities?.[need] === false) return { reason, cause: need };
  }
  return undefined;
}
