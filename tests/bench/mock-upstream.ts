/** A provider that answers at once: fixed bytes, JSON or a stream. Its own process, so that its cost is nobody else's. */
import http from 'node:http';
import { EVENTS } from './events';

const TEXT = 'The books balance because every attempt is on them. '.repeat(12);

const json = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'bench-model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: TEXT, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 120,
      completion_tokens: 96,
      total_tokens: 216,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
  }),
);

function chunk(delta: object, finish: string | null, usage: object | null, choices = true): string {
  const choice = { index: 0, delta, logprobs: null, finish_reason: finish };
  const body = {
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'bench-model',
    choices: choices ? [choice] : [],
    usage,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

const events = [
  chunk({ role: 'assistant', content: '' }, null, null),
  ...Array.from({ length: EVENTS - 4 }, (_, n) => chunk({ content: ` token${n}` }, null, null)),
  chunk({}, 'stop', null),
  chunk({}, null, { prompt_tokens: 120, completion_tokens: 96, total_tokens: 216 }, false),
  'data: [DONE]\n\n',
].map((event) => Buffer.from(event));

const STREAM = Buffer.from('"stream":true');

const server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (part: Buffer) => chunks.push(part));
  request.on('end', () => {
    if (!Buffer.concat(chunks).includes(STREAM)) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length });
      response.end(json);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let next = 0;
    const step = () => {
      const event = events[next];
      next += 1;
      if (event === undefined || response.destroyed) {
        response.end();
        return;
      }
      response.write(event);
      setImmediate(step);
    };
    step();
  });
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.once('disconnect', () => process.exit(0));
