import type { OpenClient } from '../client';
import { anthropic } from './anthropic';
import { langchainChat, langchainResponses } from './langchain';
import { openaiChat } from './openai-chat';
import { openaiResponses } from './openai-responses';
import { aiAnthropic, aiOpenaiChat, aiOpenaiResponses } from './vercel-ai';

/** Every SDK under test; a new one is one more line here. */
export const CLIENTS: readonly OpenClient[] = [
  openaiChat,
  aiOpenaiChat,
  langchainChat,
  anthropic,
  aiAnthropic,
  openaiResponses,
  aiOpenaiResponses,
  langchainResponses,
];
