import { expect } from 'vitest';
import {
  ANSWER_USD,
  chunk,
  content,
  DONE,
  endStream,
  FINISH,
  head,
  sendPiece,
  sendStream,
  startStream,
  TEXT,
  USAGE,
  WHOLE,
} from './answers';
import { ask } from './ask';
import { IMPATIENT } from './config';
import { fault, STREAM } from './fault';
import type { Behaviour } from './fault-server';
import { owe } from './owing';
import { openWorld, type World } from './world';

const PARTIAL_USD = '0.001';
const LONG = TEXT.repeat(20);
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const cr = (text: string) => text.replaceAll('\n', '\r');

/** Served to its end, with one closing event, and billed as the provider says. */
function isServed(pieces: (string | Buffer)[], usd = ANSWER_USD) {
  return async (world: World) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, usd);
      sendStream(heard, pieces);
    };
    const answer = await ask(world, 'solo', true);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(TEXT);
    expect(answer.text.match(/data: ?\[DONE\]/g)).toHaveLength(1);
    expect(world.gateway.completions()[0]?.outcome).toBe('success');
  };
}

/** Before any content: another target serves, and the client sees nothing of it. */
function goesElsewhere(behaviour: Behaviour) {
  return async (world: World) => {
    world.bad.behaviour = behaviour;
    const answer = await ask(world, 'pair', true);
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    expect(answer.text.match(/\[DONE\]/g)).toHaveLength(1);
  };
}

/** After content: an error frame, no closing event, the part that came is billed. */
function breaks(pieces: (string | Buffer)[], then: Behaviour = (heard) => endStream(heard)) {
  return async (world: World) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, PARTIAL_USD);
      startStream(heard);
      for (const piece of [content(LONG), ...pieces]) sendPiece(heard, piece);
      setTimeout(() => then(heard, server), 20);
    };
    const answer = await ask(world, 'pair', true);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"error"');
    expect(answer.text).not.toContain('[DONE]');
    expect(world.good.heard).toEqual([]);
    expect(world.gateway.completions()[0]).toMatchObject({
      outcome: 'error',
      attempts: [{ cost: { state: 'priced' } }],
    });
  };
}

const normal = [content(TEXT), FINISH, USAGE, DONE];
const all = normal.join('');
const nullUsage = (text: string) => chunk({ content: text }, { usage: null, error: null });

// 43: how events may be framed.
const framings: Record<string, (string | Buffer)[]> = {
  'lines that end in CRLF': normal.map(crlf),
  'lines that end in a lone CR': [cr(all), ': so that the last one is seen\n\n'],
  'line ends of all kinds': [crlf(content(TEXT)), FINISH, crlf(USAGE), DONE],
  'a byte order mark': [Buffer.from([0xef, 0xbb, 0xbf]), all],
  'everything in one piece': [all],
  'one byte at a time': [...Buffer.from(all)].map((byte) => Buffer.from([byte])),
  'no space after the colon': normal.map((event) => event.replace('data: ', 'data:')),
  'an event name, an id and a retry time': normal.map(
    (event) => `event: message\nid: 7\nretry: 10\n${event}`,
  ),
  'fields that nobody knows': normal.map((event) => `foo: bar\nbaz\n${event}`),
  'empty events between': normal.map((event) => `\n\n\n${event}`),
  'comments with NUL bytes': [Buffer.from(': \0\0\n\n'), ...normal],
  'no blank line at the end': [content(TEXT), FINISH, USAGE, 'data: [DONE]'],
};
for (const [what, pieces] of Object.entries(framings))
  fault(43, `a stream is read in spite of ${what}`, isServed(pieces), STREAM);

// 46, 49, 50: what comes twice, too late, or with nothing in it.
const repeated: Record<string, string[]> = {
  '[DONE] twice': [...normal, DONE],
  'content after [DONE]': [...normal, content('too late')],
  'an error after [DONE]': [...normal, 'data: {"error":{"message":"too late"}}\n\n'],
  'finish_reason twice': [content(TEXT), FINISH, FINISH, USAGE, DONE],
  'content after finish_reason': [content(TEXT.slice(0, 5)), FINISH, content(TEXT), USAGE, DONE],
  'no choices in an event': [
    chunk({}, { choices: [] }),
    content(TEXT),
    chunk({}, { choices: [] }),
    FINISH,
    USAGE,
    DONE,
  ],
  'choices that are null': [chunk({}, { choices: null }), content(TEXT), FINISH, USAGE, DONE],
  'a delta that is null': [
    chunk({}, { choices: [{ index: 0, delta: null }] }),
    content(TEXT),
    FINISH,
    USAGE,
    DONE,
  ],
  'usage and error that are null in each event': [nullUsage(TEXT), FINISH, USAGE, DONE],
  'an event that is no JSON': [content(TEXT), 'data: {"choices":[{\n\n', FINISH, USAGE, DONE],
  'an event that is a list': [content(TEXT), 'data: []\n\n', FINISH, USAGE, DONE],
  'the word error in its text': [content(`"error" ${TEXT}`), FINISH, USAGE, DONE],
  'usage before the text': [USAGE, content(TEXT), FINISH, DONE],
  'usage that grows after the finish': [
    content(TEXT),
    FINISH,
    USAGE.replace('"completion_tokens":5', '"completion_tokens":2'),
    USAGE,
    DONE,
  ],
};
for (const [what, pieces] of Object.entries(repeated))
  fault(49, `a stream is read in spite of ${what}`, isServed(pieces), STREAM);

fault(
  50,
  'usage that is nonsense is set aside for somebody to look at, and no cost is made up',
  async (world) => {
    const usage = { prompt_tokens: -10, completion_tokens: 'five', total_tokens: null };
    world.bad.behaviour = (heard) =>
      sendStream(heard, [content(LONG), FINISH, chunk({}, { choices: [], usage }), DONE]);
    expect((await ask(world, 'solo', true)).text).toContain('[DONE]');
    const cost = world.gateway.completions()[0]?.attempts[0]?.cost;
    expect(cost).toMatchObject({ state: 'quarantined', totalUsd: null });
  },
  STREAM,
);

// 57: no stream at all.
const empty: Record<string, Behaviour> = {
  'a stream without a byte': (heard) => sendStream(heard, []),
  'only [DONE]': (heard) => sendStream(heard, [DONE]),
  'only comments': (heard) => sendStream(heard, [': hello\n\n']),
  'only a role': (heard) => sendStream(heard, [chunk({ role: 'assistant', content: '' })]),
  'a name for an error without words': (heard) => sendStream(heard, ['event: error\n\n']),
  'an event named error': (heard) =>
    sendStream(heard, ['event: error\ndata: {"error":{"message":"overloaded"}}\n\n']),
  'an error that is a text': (heard) => sendStream(heard, ['data: {"error":"overloaded"}\n\n']),
  'a web page called a stream': (heard) => sendStream(heard, ['<!doctype html><p>no']),
  'NUL bytes': (heard) => sendStream(heard, [Buffer.alloc(10_000)]),
  'a type that is none': (heard) =>
    void heard.socket.write(
      `${head(200, { 'content-type': 'application/x-ndjson', 'content-length': 3 })}{}\n`,
    ),
  'a whole answer': (heard) =>
    void heard.socket.write(`${head(200, { 'content-length': WHOLE.length })}${WHOLE}`),
  'an event that does not end': (heard) => {
    owe(heard.socket);
    startStream(heard);
    const pump = () => {
      while (heard.socket.writable && heard.socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`));
      if (heard.socket.writable) heard.socket.once('drain', pump);
    };
    pump();
  },
};
for (const [what, behaviour] of Object.entries(empty))
  fault(57, `${what} instead of a stream goes to the next target`, goesElsewhere(behaviour), STREAM);

// 40 and its kin: content, and then it goes wrong.
const broken: Record<string, [pieces: (string | Buffer)[], then?: Behaviour]> = {
  'an event that stops half-way': [['data: {"choices":[{"index":0,"del']],
  'a chunk whose length is no number': [[], ({ socket }) => void socket.write('zz\r\nhello\r\n')],
  'a connection that closes between two chunks': [[], ({ socket }) => void socket.end()],
  'a connection that closes in a chunk': [[], ({ socket }) => void socket.end('100\r\ndata: ')],
  'an error that is a text': [['data: {"error":"overloaded"}\n\n']],
  'a name for an error without words': [['event: error\n\n']],
  'an error with a code that is a number': [['data: {"error":{"message":"no","code":529}}\n\n']],
  'an event of more than 4 MB': [[`data: ${'x'.repeat(5 * 1024 * 1024)}`]],
};
for (const [what, [pieces, then]] of Object.entries(broken))
  fault(40, `${what} after content ends in an error frame`, breaks(pieces, then), STREAM);

const BIG = 'y'.repeat(3 * 1024 * 1024);
fault(
  56,
  'an event of 3 MB is one event',
  async (world) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      sendStream(heard, [content(BIG), FINISH, USAGE, DONE]);
    };
    const answer = await ask(world, 'solo', true);
    expect(answer.text).toContain(BIG);
    expect(answer.text).toContain('[DONE]');
  },
  { ...STREAM, alone: true },
);

fault(
  36,
  'a stream that dribbles without end is cut off by the limit for all of it',
  async (world) => {
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      server.bill(heard, PARTIAL_USD);
      startStream(heard);
      sendPiece(heard, content(LONG));
      const timer = setInterval(() => sendPiece(heard, ': still here\n\n'), 20);
      heard.socket.once('close', () => clearInterval(timer));
    };
    const answer = await ask(world, 'pair', true);
    expect([answer.status, answer.code]).toEqual([200, 'upstream_timeout']);
  },
  {
    ...STREAM,
    world: (door) => openWorld({ door, timeouts: { ...IMPATIENT, idleMs: 5_000, totalMs: 600 } }),
  },
);
