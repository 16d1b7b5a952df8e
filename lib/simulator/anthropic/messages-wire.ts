import type { Wire } from '../wire';
import { anthropicError } from './error';
import { messageId, messagesAnswer } from './messages-answer';
import { messagesFrames } from './messages-frames';
import { parseMessages } from './parse-messages';
import { messagesMeters, messagesUsage } from './usage';

export const messagesWire: Wire = {
  vendor: 'anthropic',
  parse: (body) => parseMessages(body),
  answer: messagesAnswer,
  frames: messagesFrames,
  usage: messagesUsage,
  meters: messagesMeters,
  responseId: messageId,
  error: anthropicError,
  errorFrame: (problem, requestId) =>
    `event: error\ndata: ${JSON.stringify(anthropicError(problem, requestId))}\n\n`,
  headers: (requestId) => ({
    'request-id': requestId,
    'anthropic-organization-id': 'simulator',
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': '3999',
  }),
};
