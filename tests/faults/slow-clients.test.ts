import { once } from 'node:events';
import type net from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { content, healthy, sendPiece, startStream, TEXT } from './answers';
import { ask, post, requestBody, soon } from './ask';
import { fault, JSON_ONLY, STREAM } from './fault';
import { owe, owing } from './owing';
import { askRaw, connectRaw, requestHead } from './raw-client';
import { openWorld, type Door, type World } from './world';

/** The server's own limits, for clients who take their time, cut to what a test can wait for. */
const hurried = (door: Door) =>
  openWorld({ door, server: { headersTimeout: 300, requestTimeout: 300, connectionsCheckingInterval: 50 } });

/** Sends `piece` every so often for as long as it may. What the server said until it closed the connection. */
async function dribble(socket: net.Socket, piece: string): Promise<string> {
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const timer = setInterval(() => socket.write(piece), 30);
  await once(socket, 'close');
  clearInterval(timer);
  return said;
}

fault(
  64,
  'headers that dribble in are cut off in bounded time with 408',
  async (world) => {
    const said = await dribble(connectRaw(world, 'POST /v1/chat/completions HTTP/1.1\r\n'), 'x-slow: 1\r\n');
    expect(said).toContain('408');
    expect(world.gateway.completions()).toEqual([]);
  },
  { ...JSON_ONLY, world: hurried },
);
fault(
  64,
  'a body that dribbles in is cut off in bounded time, and nobody is asked',
  async (world) => {
    await dribble(connectRaw(world, requestHead(100_000)), ' ');
    expect(world.bad.heard).toEqual([]);
  },
  { ...JSON_ONLY, world: hurried },
);
fault(
  64,
  'fifty who send nothing do not keep the others waiting',
  async (world, stream) => {
    const silent = Array.from({ length: 50 }, () => connectRaw(world, requestHead(1_000)));
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    for (const socket of silent) socket.destroy();
  },
  { world: hurried },
);

// 63: other ways to leave.
const hang = (world: World, stream: boolean) => {
  world.bad.behaviour = (heard, server) => {
    owe(heard.socket);
    if (!stream) return;
    startStream(heard);
    sendPiece(heard, content(TEXT.repeat(20)));
    server.bill(heard, '0.001');
  };
};
fault(63, 'a client that resets its connection has left', async (world, stream) => {
  hang(world, stream);
  const socket = askRaw(world, 'solo', stream);
  await soon(() => expect(world.bad.heard).toHaveLength(1));
  if (stream) await once(socket, 'data');
  socket.resetAndDestroy();
  await soon(() => expect(owing(world.bad)).toEqual([]));
  await soon(() => expect(world.gateway.completions()[0]).toMatchObject({ status: 499 }));
});
fault(63, 'a client that leaves while another target is tried stops that as well', async (world, stream) => {
  world.bad.behaviour = ({ socket }) => socket.destroy();
  world.good.behaviour = ({ socket }) => owe(socket);
  const socket = askRaw(world, 'pair', stream);
  await soon(() => expect(world.good.heard).toHaveLength(1));
  socket.destroy();
  await soon(() => expect(owing(world.good)).toEqual([]));
  await soon(() => expect(world.gateway.completions()[0]).toMatchObject({ outcome: 'client_closed' }));
  world.good.behaviour = healthy;
});
fault(
  63,
  'fifty who leave in mid-stream leave nothing behind',
  async (world) => {
    hang(world, true);
    const sockets = Array.from({ length: 50 }, () => askRaw(world, 'solo', true));
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    for (const socket of sockets) socket.destroy();
    await soon(() => expect(owing(world.bad)).toEqual([]));
    await soon(() => expect(world.gateway.completions()).toHaveLength(50));
  },
  STREAM,
);

// 65: bodies made to cost more than they are.
const MEGABYTE = 1024 * 1024;
const bodies: Record<string, [body: string | Buffer, status: number, headers?: Record<string, string>]> = {
  'a gzip of 200 MB of zeros': [gzipSync(Buffer.alloc(200 * MEGABYTE)), 413, { 'content-encoding': 'gzip' }],
  'gzip that is none': ['not gzip at all', 400, { 'content-encoding': 'gzip' }],
  'gzip that breaks off': [
    gzipSync(requestBody('solo', false)).subarray(0, 30),
    400,
    { 'content-encoding': 'gzip' },
  ],
  'an encoding that nobody knows': [requestBody('solo', false), 415, { 'content-encoding': 'zstd' }],
  'more than may be sent': [`{"model":"solo","x":"${'y'.repeat(2 * MEGABYTE)}"}`, 413],
  'no body': ['', 400],
  'JSON that breaks off': [requestBody('solo', false).slice(0, -3), 400],
  'bytes that are no UTF-8': [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
  'a list': ['[]', 400],
  'NUL bytes': [Buffer.alloc(1_000), 400],
};
for (const [what, [body, status, headers]] of Object.entries(bodies))
  fault(
    65,
    `${what} as a body is a ${status}, and nobody is asked`,
    async (world) => {
      const response = await post(world, body, headers);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
      expect(world.bad.heard).toEqual([]);
    },
    { ...JSON_ONLY, alone: what.includes('200 MB') },
  );

// 82: what a tokenizer or a regular expression would choke on.
const TWO_MB = 2 * MEGABYTE;
const prompts: Record<string, string> = {
  'one letter': 'a'.repeat(TWO_MB),
  spaces: ' '.repeat(TWO_MB),
  'line ends': '\n'.repeat(TWO_MB),
  brackets: '[{('.repeat(TWO_MB / 3),
  'signs of one word': 'ﷺ'.repeat(TWO_MB / 3),
  'a base64 text': Buffer.alloc((TWO_MB * 3) / 4, 7).toString('base64'),
  code: 'function a(b) { return "c" + b.d; }\n'.repeat(TWO_MB / 36),
};
/** Far above what it takes (some 20 ms), far below what others would notice. */
const BLOCK_MS = 1_000;
for (const [what, prompt] of Object.entries(prompts))
  fault(
    82,
    `a prompt of 2 MB of ${what} holds nobody up`,
    async (world, stream) => {
      const body = JSON.stringify({ model: 'solo', stream, messages: [{ role: 'user', content: prompt }] });
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 1);
      const [large, small] = await Promise.all([post(world, body), ask(world, 'good', stream)]);
      await large.text();
      clearInterval(timer);
      expect([large.status, small.status]).toEqual([200, 200]);
      expect(longest).toBeLessThan(BLOCK_MS);
    },
    { ...JSON_ONLY, alone: true, world: (door) => openWorld({ door, deps: { maxBodyBytes: 8 * MEGABYTE } }) },
  );
