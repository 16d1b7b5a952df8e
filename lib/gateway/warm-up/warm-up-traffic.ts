import type { IncomingMessage, ServerResponse } from 'node:http';

/** Of the ordinary kind: whole answers for the most part, and a stream now and then. */
const CHAT = {
  model: 'warm-up',
  messages: [
    { role: 'system', content: 'You answer briefly.' },
    { role: 'user', content: 'Say in one sentence what a ledger is good for. '.repeat(8) },
  ],
  max_tokens: 100,
};
const WHOLE = JSON.stringify(CHAT);
const STREAMED = JSON.stringify({ ...CHAT, stream: true });
export const WARM_UP_BODIES = [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, STREAMED];

const TEXT = 'It shows where the money went, and that none is missing. '.repeat(10);
const ABOUT = { id: 'warm-up', created: 1_700_000_000, model: 'warm-up' };
const USAGE = { prompt_tokens: 100, completion_tokens: 100, total_tokens: 200 };

const ANSWER = JSON.stringify({
  ...ABOUT,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: TEXT }, finish_reason: 'stop' }],
  usage: USAGE,
});

function event(choices: object[], usage: object | null): string {
  return `data: ${JSON.stringify({ ...ABOUT, object: 'chat.completion.chunk', choices, usage })}\n\n`;
}

const EVENTS = [
  ...TEXT.slice(0, 200)
    .split(' ')
    .map((content) => event([{ index: 0, delta: { content }, finish_reason: null }], null)),
  event([{ index: 0, delta: {}, finish_reason: 'stop' }], null),
  event([], USAGE),
  'data: [DONE]\n\n',
];

/** The upstream of the warm-up: answers at once. */
export function answerWarmUp(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (request.headers.accept !== 'text/event-stream') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(ANSWER);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const part of EVENTS) response.write(part);
  response.end();
}
