import { expect } from 'vitest';
import {
  chunk,
  content,
  DONE,
  endStream,
  FINISH,
  head,
  isStream,
  sendPiece,
  sendStream,
  sendWhole,
  startStream,
  TEXT,
  USAGE,
  WHOLE,
  ANSWER_USD,
} from './answers';
import { fault, STREAM, JSON_ONLY } from './fault';
import type { Behaviour } from './fault-server';
import { ask } from './ask';
import { owe } from './owing';
import { type World } from './world';

const PARTIAL_USD = '0.001';
const PARTIAL = content(TEXT.repeat(20));
const WHOLE_WITHOUT_USAGE = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: TEXT.repeat(20) }, finish_reason: 'stop' }],
});

/** The stream is served as it is, and billed in full. */
function relays(pieces: (string | Buffer)[], check: (text: string) => void = () => undefined) {
  return async (world: World) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      sendStream(heard, pieces);
    };
    const answer = await ask(world, 'solo', true);
    expect(answer.status).toBe(200);
    expect(answer.text.match(/\[DONE\]/g)).toHaveLength(1);
    expect(world.gateway.completions()[0]?.outcome).toBe('success');
    check(answer.text);
  };
}

/** Content has gone out, then it breaks: an error frame, no [DONE], the partial answer on the books. */
function breaks(code: string, then: Behaviour) {
  return async (world: World) => {
    world.bad.behaviour = (heard, server) => {
      startStream(heard);
      sendPiece(heard, PARTIAL);
      server.bill(heard, PARTIAL_USD);
      setTimeout(() => then(heard, server), 30);
    };
    const answer = await ask(world, 'pair', true);
    expect([answer.status, answer.code]).toEqual([200, code]);
    expect(answer.text).not.toContain('[DONE]');
    expect(answer.text).toContain(TEXT);
    expect(world.gateway.completions()[0]).toMatchObject({
      outcome: 'error',
      attempts: [{ cost: { state: 'priced' } }],
    });
  };
}

function passesOver(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    const answer = await ask(world, 'pair', stream);
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
  };
}

const bytes = (text: string, at: number) => [
  Buffer.from(text).subarray(0, at),
  Buffer.from(text).subarray(at),
];
const errorEvent = `data: ${JSON.stringify({ error: { message: 'overloaded', type: 'server_error', code: 503 } })}\n\n`;
const multiByte = content('naïve €uro 🙂');

fault(
  39,
  'a reset in mid-stream ends in an error frame',
  breaks('upstream_error', ({ socket }) => socket.resetAndDestroy()),
  STREAM,
);
fault(
  40,
  'a stream that just ends in the middle ends in an error frame',
  breaks('upstream_error', (heard) => endStream(heard)),
  STREAM,
);
fault(
  41,
  'an event in several pieces is one event',
  relays([...bytes(content(TEXT), 17), ...bytes(FINISH + USAGE, 30), DONE]),
  STREAM,
);
const cutAt = Buffer.from(multiByte).indexOf(Buffer.from('€')) + 1;
fault(
  42,
  'a character cut in two is whole again',
  relays([...bytes(multiByte, cutAt), FINISH, USAGE, DONE], (text) =>
    expect(text).toContain('naïve €uro 🙂'),
  ),
  STREAM,
);
fault(
  44,
  'comments are handed on',
  relays([': ping\n\n', content(TEXT), ': pong\n\n', FINISH, USAGE, DONE], (text) =>
    expect(text).toContain(': pong'),
  ),
  STREAM,
);
fault(
  45,
  'a missing [DONE] is added where the answer had finished',
  relays([content(TEXT), FINISH, USAGE]),
  STREAM,
);
fault(47, 'without usage the answer is counted, and marked as an estimate', async (world, stream) => {
  world.bad.behaviour = (heard, server) => {
    server.bill(heard, PARTIAL_USD);
    if (isStream(heard)) sendStream(heard, [PARTIAL, FINISH, DONE]);
    else sendWhole(heard, 200, WHOLE_WITHOUT_USAGE);
  };
  expect((await ask(world, 'solo', stream)).status).toBe(200);
  expect(world.gateway.completions()[0]?.attempts[0]?.usage.provenance).toBe('estimated');
});
const withUsage = (completion: number) =>
  chunk(
    { content: TEXT.slice(0, 4) },
    { usage: { prompt_tokens: 10, completion_tokens: completion, total_tokens: 10 + completion } },
  );
fault(
  48,
  'usage in every chunk is the last value, never the sum',
  relays([1, 2, 3, 4, 5].map(withUsage).concat(FINISH, USAGE, USAGE, DONE)),
  STREAM,
);
fault(
  51,
  'an error in a 200 stream before content goes to the next target',
  passesOver((heard) =>
    isStream(heard)
      ? sendStream(heard, [errorEvent])
      : sendWhole(heard, 200, '{"error":{"message":"overloaded","type":"server_error"}}'),
  ),
);
fault(
  51,
  'an error in the middle of a stream is told, and the partial answer billed',
  breaks('no_target_available', (heard) => {
    sendPiece(heard, errorEvent);
    endStream(heard);
  }),
  STREAM,
);
fault(
  52,
  'a 200 whose body is an error is that error',
  passesOver((heard) => sendWhole(heard, 200, '{"error":{"message":"busy","type":"server_error"}}')),
);
fault(
  53,
  'a web page goes to the next target',
  passesOver((heard) => sendWhole(heard, 200, '<html>secret</html>', { 'content-type': 'text/html' })),
);
fault(53, 'a web page as the last word is a 502 without its text', async (world, stream) => {
  world.bad.behaviour = (heard) =>
    sendWhole(heard, 503, '<html>internal.host.example</html>', { 'content-type': 'text/html' });
  const answer = await ask(world, 'solo', stream);
  expect(answer.status).toBeGreaterThanOrEqual(502);
  expect(answer.text).not.toContain('internal.host');
  expect(answer.text).not.toContain('html');
});
fault(
  54,
  'broken JSON goes to the next target',
  passesOver((heard) => sendWhole(heard, 200, WHOLE.slice(0, -9))),
  JSON_ONLY,
);
fault(
  55,
  'a whole answer where a stream was asked for is served as one, or goes to the next target',
  passesOver((heard) => sendWhole(heard, 200, '{}')),
  STREAM,
);
fault(
  56,
  'an endless answer is cut off',
  async (world) => {
    world.bad.behaviour = ({ socket }) => {
      owe(socket);
      socket.write(head(200, { 'transfer-encoding': 'chunked' }));
      const piece = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
      const pump = () => {
        while (socket.writable && socket.write(piece));
        if (socket.writable) socket.once('drain', pump);
      };
      pump();
    };
    expect((await ask(world, 'pair', false)).status).toBe(200);
  },
  JSON_ONLY,
);
fault(
  58,
  'fewer bytes than Content-Length is an error, not a short answer',
  passesOver(({ socket }) => {
    socket.end(`${head(200, { 'content-length': WHOLE.length + 50 })}${WHOLE}`);
  }),
  JSON_ONLY,
);
const toolDelta = (index: number, text: string) =>
  chunk({ tool_calls: [{ index, function: { arguments: text } }] });
fault(
  59,
  'interleaved tool calls are untouched',
  relays(
    [
      toolDelta(0, '{"a'),
      toolDelta(1, '{"b'),
      toolDelta(0, '":1}'),
      toolDelta(1, '":2}'),
      FINISH,
      USAGE,
      DONE,
    ],
    (text) => {
      expect(text).toContain(toolDelta(0, '":1}') + toolDelta(1, '":2}'));
    },
  ),
  STREAM,
);
const filtered = FINISH.replace('"stop"', '"content_filter"');
fault(
  60,
  'a filtered or cut-short answer is a success',
  relays([content(TEXT), filtered, USAGE, DONE]),
  STREAM,
);
