import type { Wire } from '../wire';
import { openaiMeters } from './chat-usage';
import { openaiError } from './error';
import { openaiHeaders } from './headers';
import { parseResponses } from './parse-responses';
import { responsesAnswer, responsesId } from './responses-answer';
import { responsesFrames } from './responses-frames';
import { responsesUsage } from './responses-usage';

export const responsesWire: Wire = {
  vendor: 'openai',
  parse: parseResponses,
  answer: responsesAnswer,
  frames: responsesFrames,
  usage: responsesUsage,
  meters: openaiMeters,
  responseId: responsesId,
  error: openaiError,
  errorFrame: (problem) => {
    const code = problem.status === 429 ? 'rate_limit_exceeded' : 'server_error';
    const error = { type: 'error', sequence_number: 0, code, message: problem.message, param: null };
    return `event: error\ndata: ${JSON.stringify(error)}\n\n`;
  },
  headers: openaiHeaders,
};
