import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ANSWER_USD, head, healthy, sendStream, sendWhole, TEXT, USAGE, WHOLE } from './answers';
import { ask } from './ask';
import { IMPATIENT } from './config';
import { fault, JSON_ONLY } from './fault';
import type { Behaviour } from './fault-server';
import { owe } from './owing';
import { openWorld, type World } from './world';

/** It makes no sense, so another target is asked; bad and alone, the client gets a 5xx in the shape of the API. */
function makesNoSense(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    const passed = await ask(world, 'pair', stream);
    expect([passed.status, passed.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    const alone = await ask(world, 'solo', stream);
    expect(alone.status).toBeGreaterThanOrEqual(502);
    expect(JSON.parse(alone.text)).toMatchObject({ error: { code: 'upstream_error' } });
  };
}

/** It is odd and yet an answer: served, billed, and the connection does no harm to the next request. */
function isServed(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      behaviour(heard, server);
    };
    for (const _ of [1, 2, 3]) {
      const answer = await ask(world, 'solo', stream);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(TEXT);
    }
    expect(world.bad.heard).toHaveLength(3);
  };
}

const write =
  (text: string): Behaviour =>
  ({ socket }) =>
    void socket.write(text);
const end =
  (text: string): Behaviour =>
  ({ socket }) =>
    void socket.end(text);
const chunked = (pieces: string) => `${head(200, { 'transfer-encoding': 'chunked' })}${pieces}`;
const inChunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const whole = (text: string, headers = {}) =>
  `${head(200, { 'content-length': Buffer.byteLength(text), ...headers })}${text}`;

// 57: variations of 53 to 58, what comes back is not what HTTP or the API allows.
const nonsense: Record<string, Behaviour> = {
  'an empty body': write(whole('')),
  'an empty body without a length': end(head(200)),
  'a 204': write('HTTP/1.1 204 No Content\r\n\r\n'),
  'another protocol altogether': end('SSH-2.0-OpenSSH_9.6\r\n'),
  'a status line without a status': end('HTTP/1.1 \r\n\r\n'),
  'two different lengths': end(`HTTP/1.1 200 X\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\n${WHOLE}`),
  'a length and chunks': end(
    `HTTP/1.1 200 X\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  ),
  'a negative length': end('HTTP/1.1 200 X\r\ncontent-length: -5\r\n\r\n{}'),
  'a chunk whose length is no number': end(chunked(`zz\r\n${WHOLE}\r\n0\r\n\r\n`)),
  'chunks that break off': end(chunked(inChunk(WHOLE.slice(0, 40)))),
  'headers of 100 KB': end(`HTTP/1.1 200 X\r\nx-padding: ${'p'.repeat(100_000)}\r\n\r\n`),
  'ten thousand headers': end(`HTTP/1.1 200 X\r\n${'x-many: 1\r\n'.repeat(10_000)}\r\n`),
  'a header with a NUL in it': end('HTTP/1.1 200 X\r\nx-nul: a\0b\r\n\r\n'),
  'a 100 that nobody waits for': write('HTTP/1.1 100 Continue\r\n\r\n'),
  'an upgrade that nobody asked for': end('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n'),
  'a web page called JSON': write(whole('<!doctype html><p>Welcome to nginx!')),
  'text and nothing else': write(whole('upstream connect error', { 'content-type': 'text/plain' })),
  'a body that is null': write(whole('null')),
  'a body that is a number': write(whole('42')),
  'a body that is a list': write(whole('[]')),
  'an object that is no answer': write(whole('{"status":"ok"}')),
  'gzip that breaks off': ({ socket }) => {
    const zipped = gzipSync(WHOLE).subarray(0, 60);
    socket.write(head(200, { 'content-encoding': 'gzip', 'content-length': zipped.length }));
    socket.write(zipped);
  },
  'a NUL after the JSON': write(whole(`${WHOLE}\0`)),
  'closed without a word': ({ socket }) => void socket.end(),
  'reset without a word': ({ socket }) => void socket.resetAndDestroy(),
  'reset in the middle of the headers': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-ty');
    setTimeout(() => socket.resetAndDestroy(), 20);
  },
};
for (const [what, behaviour] of Object.entries(nonsense))
  fault(57, `${what} goes to the next target, or is a 502`, makesNoSense(behaviour));

fault(
  54,
  'events where no stream was asked for go to the next target',
  makesNoSense((heard) => sendStream(heard, [USAGE])),
  JSON_ONLY,
);

const odd: Record<string, Behaviour> = {
  'a body that ends with the connection': end(`${head(200)}${WHOLE}`),
  'HTTP/1.0': end(whole(WHOLE).replace('HTTP/1.1', 'HTTP/1.0')),
  'trailers after the chunks': write(chunked(`${inChunk(WHOLE)}0\r\nx-trailer: yes\r\n\r\n`)),
  'extensions of chunks': write(chunked(`${inChunk(WHOLE).replace('\r\n', ';name=value\r\n')}0\r\n\r\n`)),
  'early hints before it': write(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${whole(WHOLE)}`),
  '102s before it': write(`${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(3)}${whole(WHOLE)}`),
  'a connection that is closed at once after it': end(whole(WHOLE)),
  'a connection that is said to close': end(whole(WHOLE, { connection: 'close' })),
  'bytes that do not belong to it behind it': write(`${whole(WHOLE)}garbage that nobody asked for`),
  'a whole second answer behind it': write(whole(WHOLE).repeat(2)),
  'another content type': write(whole(WHOLE, { 'content-type': 'text/html' })),
  'white space around it': write(whole(`\r\n\t ${WHOLE} \n\n`)),
  'a byte order mark before it': write(whole(`\uFEFF${WHOLE}`)),
  'one byte at a time': ({ socket }) => {
    const bytes = [...whole(WHOLE)];
    const timer = setInterval(() => {
      const next = bytes.splice(0, 4).join('');
      if (next === '' || socket.destroyed) clearInterval(timer);
      else socket.write(next);
    }, 1);
  },
};
for (const [what, behaviour] of Object.entries(odd))
  fault(43, `a whole answer is served in spite of ${what}`, isServed(behaviour), JSON_ONLY);

fault(
  36,
  'an answer that dribbles without end is cut off by the limit for all of it',
  async (world) => {
    world.bad.behaviour = ({ socket }) => {
      owe(socket);
      socket.write(`${head(200, { 'content-length': 1_000_000 })}{"id":"`);
      const timer = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(timer));
    };
    expect((await ask(world, 'pair', false)).headers.get('x-tollgate-provider')).toBe('good');
  },
  {
    ...JSON_ONLY,
    world: (door) => openWorld({ door, timeouts: { ...IMPATIENT, idleMs: 5_000, totalMs: 600 } }),
  },
);

// 46, 49, 50: usage that is no usage. The answer is counted instead, and marked as an estimate.
const LONG = TEXT.repeat(20);
const withUsage = (usage: unknown) =>
  JSON.stringify({
    ...(JSON.parse(WHOLE) as object),
    choices: [{ index: 0, message: { role: 'assistant', content: LONG }, finish_reason: 'stop' }],
    usage,
  });
const noUsage: Record<string, unknown> = { null: null, 'an empty object': {}, 'a list': [10, 5] };
for (const [what, usage] of Object.entries(noUsage))
  fault(
    46,
    `usage that is ${what} is no usage: counted, and marked as an estimate`,
    async (world) => {
      world.bad.behaviour = (heard, server) => {
        server.bill(heard, '0.001');
        sendWhole(heard, 200, withUsage(usage));
      };
      expect((await ask(world, 'solo', false)).status).toBe(200);
      expect(world.gateway.completions()[0]?.attempts[0]?.usage.provenance).toBe('estimated');
    },
    JSON_ONLY,
  );
const unsound: Record<string, unknown> = {
  'negative numbers': { prompt_tokens: -10, completion_tokens: -5, total_tokens: -15 },
  words: { prompt_tokens: 'ten', completion_tokens: 'five' },
  'more tokens than there are atoms': { prompt_tokens: 1e300, completion_tokens: 1e300 },
};
for (const [what, usage] of Object.entries(unsound))
  fault(
    46,
    `usage that is ${what} is set aside for somebody to look at, and no cost is made up`,
    async (world) => {
      world.bad.behaviour = (heard) => sendWhole(heard, 200, withUsage(usage));
      expect((await ask(world, 'solo', false)).status).toBe(200);
      const cost = world.gateway.completions()[0]?.attempts[0]?.cost;
      expect(cost).toMatchObject({ state: 'quarantined', totalUsd: null });
    },
    JSON_ONLY,
  );

fault(9, 'one whose connection breaks while the request is written is passed over', async (world, stream) => {
  world.bad.onConnect = (socket) => {
    socket.once('data', () => socket.destroy());
    return true;
  };
  expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
  world.bad.onConnect = () => false;
  world.bad.behaviour = healthy;
});
fault(
  31,
  'status 999 goes to the next target',
  makesNoSense((heard) => sendWhole(heard, 999, '{}')),
);
fault(31, 'an error whose body never ends is understood without it', async (world, stream) => {
  world.bad.behaviour = ({ socket }) => {
    owe(socket);
    socket.write(head(500, { 'transfer-encoding': 'chunked' }));
    const pump = () => {
      while (socket.writable && socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`));
      if (socket.writable) socket.once('drain', pump);
    };
    pump();
  };
  expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
});
fault(
  31,
  'an error whose body stops half-way is understood all the same',
  async (world, stream) => {
    world.bad.behaviour = ({ socket }) => {
      owe(socket);
      socket.write(`${head(503, { 'content-length': 1_000 })}{"error":`);
    };
    expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
  },
  { world: (door) => openWorld({ door, timeouts: IMPATIENT }) },
);
