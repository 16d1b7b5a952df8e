import { TEXT } from './answers';

/** What a provider of another dialect says; always ten tokens in and five out, as in answers.ts. */
export interface Tongue {
  whole: string;
  /** Events up to some content. */
  opening(text: string): string[];
  /** The end of the answer, with its usage. */
  finish: string[];
  /** The closing event; nothing where there is none. */
  closing: string[];
  /** An error in the middle of a stream: overloaded. */
  failing: string;
  /** Status and body of an answer that says: overloaded, a wrong key. */
  overloaded: [number, string];
  wrongKey: [number, string];
}

const frame = (event: { type: string } & Record<string, unknown>) =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
const data = (event: object) => `data: ${JSON.stringify(event)}\n\n`;

const ANTHROPIC_MESSAGE = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm' };
const anthropicError = (type: string, message: string) => ({ type: 'error', error: { type, message } });

export const ANTHROPIC: Tongue = {
  whole: JSON.stringify({
    ...ANTHROPIC_MESSAGE,
    content: [{ type: 'text', text: TEXT }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5 },
  }),
  opening: (text) => [
    frame({
      type: 'message_start',
      message: {
        ...ANTHROPIC_MESSAGE,
        content: [],
        stop_reason: null,
        usage: { input_tokens: 10, output_tokens: 1 },
      },
    }),
    frame({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    frame({ type: 'ping' }),
    frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  ],
  finish: [
    frame({ type: 'content_block_stop', index: 0 }),
    frame({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } }),
  ],
  closing: [frame({ type: 'message_stop' })],
  failing: frame(anthropicError('overloaded_error', 'Overloaded')),
  overloaded: [529, JSON.stringify(anthropicError('overloaded_error', 'Overloaded'))],
  wrongKey: [401, JSON.stringify(anthropicError('authentication_error', 'invalid x-api-key'))],
};

const geminiAnswer = (text: string, over: object = {}) => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, ...over }],
  modelVersion: 'm',
  responseId: 'r1',
});
const geminiUsage = { usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 } };
const geminiError = (code: number, status: string, details: object[] = []) => ({
  error: { code, message: 'no', status, details },
});

export const GEMINI: Tongue = {
  whole: JSON.stringify({ ...geminiAnswer(TEXT, { finishReason: 'STOP' }), ...geminiUsage }),
  opening: (text) => [data(geminiAnswer(text))],
  finish: [data({ ...geminiAnswer('', { finishReason: 'STOP' }), ...geminiUsage })],
  closing: [],
  failing: data(geminiError(503, 'UNAVAILABLE')),
  overloaded: [503, JSON.stringify([geminiError(503, 'UNAVAILABLE')])],
  wrongKey: [400, JSON.stringify(geminiError(400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }]))],
};

/** “Too fast” in Gemini's words: the wait stands in the body. */
export const GEMINI_TOO_FAST = JSON.stringify(
  geminiError(429, 'RESOURCE_EXHAUSTED', [
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '41.5s' },
  ]),
);

const responseUsage = { input_tokens: 10, output_tokens: 5, total_tokens: 15 };
const response = (status: string, over: object = {}) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status,
  model: 'm',
  output: [],
  ...over,
});
const message = (text: string) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

export const RESPONSES: Tongue = {
  whole: JSON.stringify(response('completed', { output: [message(TEXT)], usage: responseUsage })),
  opening: (text) => [
    frame({ type: 'response.created', response: response('in_progress') }),
    frame({ type: 'response.output_item.added', output_index: 0, item: { ...message(''), content: [] } }),
    frame({ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: text }),
  ],
  finish: [],
  closing: [
    frame({
      type: 'response.completed',
      response: response('completed', { output: [message(TEXT)], usage: responseUsage }),
    }),
  ],
  failing: frame({
    type: 'response.failed',
    response: response('failed', { error: { code: 'server_error', message: 'The model failed.' } }),
  }),
  overloaded: [503, JSON.stringify({ error: { message: 'Overloaded', type: 'server_error', code: null } })],
  wrongKey: [
    401,
    JSON.stringify({
      error: { message: 'Incorrect API key', type: 'invalid_request_error', code: 'invalid_api_key' },
    }),
  ],
};

/** Ended for a reason that is no failure. */
export const RESPONSE_INCOMPLETE = frame({
  type: 'response.incomplete',
  response: response('incomplete', {
    incomplete_details: { reason: 'max_output_tokens' },
    output: [message(TEXT)],
    usage: responseUsage,
  }),
});
