import type { Wire } from '../wire';
import { chatAnswer, chatId } from './chat-answer';
import { chatFrames } from './chat-frames';
import { chatUsage, openaiMeters } from './chat-usage';
import { openaiError } from './error';
import { openaiHeaders } from './headers';
import { parseChat } from './parse-chat';

export const chatWire: Wire = {
  vendor: 'openai',
  parse: parseChat,
  answer: chatAnswer,
  frames: chatFrames,
  usage: chatUsage,
  meters: openaiMeters,
  responseId: chatId,
  error: openaiError,
  errorFrame: (problem) => `data: ${JSON.stringify(openaiError(problem))}\n\n`,
  headers: openaiHeaders,
};
