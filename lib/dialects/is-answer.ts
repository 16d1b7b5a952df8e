import { isRecord } from './json-value';
import type { DialectName } from './types';

/** Where a whole answer holds what was said. A blocked prompt at Gemini has no candidates but says why. */
const HOLDS_ANSWER: Readonly<Record<DialectName | 'embeddings', readonly string[]>> = {
  'openai-chat': ['choices'],
  'openai-responses': ['output'],
  'anthropic-messages': ['content'],
  gemini: ['candidates', 'promptFeedback', 'usageMetadata'],
  embeddings: ['data'],
};

/** Whether a parsed body has the outline of an answer at all, so that JSON of some other origin is not taken for one. */
export function isAnswer(body: unknown, kind: DialectName | 'embeddings'): boolean {
  return isRecord(body) && HOLDS_ANSWER[kind].some((name) => isHeld(body[name], kind));
}

/** A list of objects; at Gemini also an object that says why there is none. */
function isHeld(value: unknown, kind: DialectName | 'embeddings'): boolean {
  return Array.isArray(value) ? value.every(isRecord) : kind === 'gemini' && isRecord(value);
}
