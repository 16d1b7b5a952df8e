import { anthropicMessages } from './anthropic-messages';
import { gemini } from './gemini';
import { openaiChat } from './openai-chat';
import { openaiResponses } from './openai-responses';
import type { Dialect, DialectName } from './types';

const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  gemini,
};

export function dialectFor(name: DialectName): Dialect {
  return DIALECTS[name];
}
