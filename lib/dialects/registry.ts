import { anthropicMessages } from './anthropic-messages';
import { openaiChat } from './openai-chat';
import type { Dialect, DialectName } from './types';

const DIALECTS: Partial<Record<DialectName, Dialect>> = {
  'anthropic-messages': anthropicMessages,
  'openai-chat': openaiChat,
};

export function dialectFor(name: DialectName): Dialect {
  const dialect = DIALECTS[name];
  if (dialect === undefined) throw new Error(`The dialect ${name} is not there yet.`);
  return dialect;
}
