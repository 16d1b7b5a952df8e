import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { content, DONE, FINISH, head, healthy, isStream, sendWhole, TEXT, USAGE, WHOLE } from './answers';
import { ask, soon } from './ask';
import { fault, STREAM } from './fault';
import type { Behaviour, Heard } from './fault-server';
import { isServed, whole, write } from './odd';
import type { World } from './world';

const SPLIT = '\n<split>\n';
const normal = [content(TEXT), FINISH, USAGE, DONE];
const all = normal.join('');
const streamHead = (headers: Record<string, string> = {}) =>
  head(200, { 'content-type': 'text/event-stream', ...headers });

/** It makes no sense: another target is asked, and alone it is an error in the shape of the API. */
function passesOver(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
    const alone = await ask(world, 'solo', stream);
    expect(alone.status).toBeGreaterThanOrEqual(500);
    expect(JSON.parse(alone.text)).toMatchObject({ error: { code: expect.any(String) as string } });
  };
}

/** Pieces with time between them, so that each is a read of its own. */
async function piecewise({ socket }: Heard, pieces: (string | Buffer)[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A whole answer or a stream, whichever was asked for. */
const either =
  (json: (heard: Heard) => void, stream: (heard: Heard) => void): Behaviour =>
  (heard) =>
    (isStream(heard) ? stream : json)(heard);
const asChunks = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const CHUNKED = { 'transfer-encoding': 'chunked' };

// 43: what HTTP/1.1 allows, though hardly anybody does it.
const allowed: Record<string, Behaviour> = {
  '103s and a 102 before it': either(
    write(
      Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(3)), whole(WHOLE)]),
    ),
    write(`HTTP/1.1 102 Processing\r\n\r\n${streamHead(CHUNKED)}${asChunks(all)}`),
  ),
  'lengths of chunks in capitals and with zeros before them': either(
    write(
      `${head(200, CHUNKED)}0000${Buffer.byteLength(WHOLE).toString(16).toUpperCase()}\r\n${WHOLE}\r\n000\r\n\r\n`,
    ),
    write(
      `${streamHead(CHUNKED)}00${Buffer.byteLength(all).toString(16).toUpperCase()}\r\n${all}\r\n0\r\n\r\n`,
    ),
  ),
  'extensions of chunks of 4 KB, and trailers that claim to be headers': either(
    write(
      `${head(200, CHUNKED)}${Buffer.byteLength(WHOLE).toString(16)};x="${'e'.repeat(4_096)}"\r\n${WHOLE}\r\n0\r\nx-sum: 3\r\nset-cookie: a=b\r\n\r\n`,
    ),
    write(
      `${streamHead(CHUNKED)}${Buffer.byteLength(all).toString(16)};x="${'e'.repeat(4_096)}"\r\n${all}\r\n0\r\nx-sum: 3\r\nset-cookie: a=b\r\n\r\n`,
    ),
  ),
  'HTTP/1.0 until the connection ends': either(
    ({ socket }) => void socket.end(`HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${WHOLE}`),
    ({ socket }) => void socket.end(`HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n${all}`),
  ),
  'a stream of a known length': either(
    write(whole(WHOLE)),
    write(streamHead({ 'content-length': String(Buffer.byteLength(all)) }) + all),
  ),
  'a second answer behind it': either(
    write(Buffer.concat([whole(WHOLE), whole(WHOLE.replace(TEXT, 'STRAY'))])),
    write(
      `${streamHead(CHUNKED)}${asChunks(all)}${streamHead(CHUNKED)}${asChunks(all.replace(TEXT, 'STRAY'))}`,
    ),
  ),
  'a 408 that comes while its connection is idle': (heard, server) => {
    // It has billed already.
    const billed = server.billed.length;
    healthy(heard, server);
    server.billed.length = billed;
    setTimeout(() => heard.socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n'), 2);
  },
  'headers that are not for clients': either(
    write(
      whole(WHOLE, {
        'set-cookie': 'sid=1',
        'x-tollgate-cost-usd': '999',
        'x-request-id': 'a'.repeat(9_000),
      }),
    ),
    write(
      `${streamHead({ ...CHUNKED, 'set-cookie': 'sid=1', 'x-tollgate-provider': 'evil' })}${asChunks(all)}`,
    ),
  ),
  'bytes above ASCII in its headers': either(
    write(whole(WHOLE, { 'x-request-id': 'é\u00ff…', server: '服务器' })),
    write(`${streamHead({ ...CHUNKED, 'x-request-id': 'é\u00ff…' })}${asChunks(all)}`),
  ),
  'a status of 201 or 203': either(
    write(whole(WHOLE).toString().replace('200 X', '201 Created')),
    write(`${streamHead(CHUNKED)}${asChunks(all)}`.replace('200 X', '203 X')),
  ),
  'a connection that is said to be kept for no time': either(
    write(whole(WHOLE, { connection: 'keep-alive', 'keep-alive': 'timeout=0, max=0' })),
    write(`${streamHead({ ...CHUNKED, 'keep-alive': 'timeout=0' })}${asChunks(all)}`),
  ),
  'a reason phrase that is missing or long': either(
    write(whole(WHOLE).toString().replace('200 X', '200')),
    write(`${streamHead(CHUNKED)}${asChunks(all)}`.replace('200 X', `200 ${'very '.repeat(500)}well`)),
  ),
};
for (const [what, behaviour] of Object.entries(allowed))
  fault(43, `an answer is served in spite of ${what}`, isServed(behaviour));

// 41, 42: where reads may end.
const splits: Record<string, string> = {
  'between CR and LF': all.replaceAll('\n', `\r${SPLIT}\n`),
  'between the two line feeds of an event': all.replaceAll('\n\n', `\n${SPLIT}\n`),
  'within the word data': all.replaceAll('data:', `da${SPLIT}ta:`),
  'within [DONE]': all.replace('[DONE]', `[DO${SPLIT}NE]`),
};
for (const [where, text] of Object.entries(splits))
  fault(
    41,
    `a stream is read though its reads end ${where}`,
    isServed((heard) => {
      const pieces = text.split(SPLIT);
      const length = Buffer.byteLength(pieces.join(''));
      void piecewise(heard, [streamHead({ 'content-length': String(length) }), ...pieces]);
    }),
    STREAM,
  );

// 57, 58: nonsense.
const zipped = gzipSync(WHOLE);
const nonsense: Record<string, Behaviour> = {
  'a length that is too small': write(Buffer.from(`${head(200, { 'content-length': 40 })}${WHOLE}`)),
  'a length that is too large, and then the end': ({ socket }) =>
    void socket.end(`${head(200, { 'content-length': 9_999 })}${WHOLE}`),
  'gzip that nobody asked for, with a sum that is wrong': write(
    whole(Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8)]), { 'content-encoding': 'gzip' }),
  ),
  'an encoding that nobody knows': write(whole(WHOLE.slice(1), { 'content-encoding': 'zstd' })),
  'a 206 with a part of it': write(
    Buffer.from(whole(WHOLE.slice(0, 50)).toString().replace('200 X', '206 Partial Content')),
  ),
  'a hundred thousand brackets': write(whole('['.repeat(100_000))),
  'choices nested too deeply to be read': write(
    whole(`{"choices":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
  ),
  'an answer that was sent before it was asked': ({ socket }) => void socket.end('HTTP/1.1 200 X\r\n\r\n'),
};
for (const [what, behaviour] of Object.entries(nonsense))
  fault(58, `${what} goes to the next target, or is an error`, passesOver(behaviour));

for (const status of [301, 302, 303, 307, 308])
  fault(
    30,
    `a ${status} to another host is not followed, and the key goes nowhere`,
    async (world, stream) => {
      world.bad.behaviour = (heard) =>
        sendWhole(heard, status, '', { location: `${world.good.url}/chat/completions`, 'retry-after': 1 });
      const answer = await ask(world, 'solo', stream);
      expect(answer.status).toBe(502);
      expect(world.good.heard).toEqual([]);
    },
  );

fault(9, 'an error that comes before the request was sent is that error', async (world, stream) => {
  world.bad.onConnect = (socket) => {
    socket.once('data', () => socket.end(`${head(429, { 'content-length': 2, 'retry-after': 60 })}{}`));
    return true;
  };
  expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
  expect((await ask(world, 'solo', stream)).status).toBe(429);
});

fault(
  87,
  'a clock that jumps back by an hour in mid-request moves no time that is measured',
  async (world, stream) => {
    const { now } = Date;
    world.bad.behaviour = (heard, server) => {
      Date.now = () => now() - 3_600_000;
      setTimeout(() => healthy(heard, server), 20);
    };
    try {
      expect((await ask(world, 'solo', stream)).status).toBe(200);
      await soon(() => expect(world.gateway.completions()).toHaveLength(1));
    } finally {
      Date.now = now;
    }
    const [done] = world.gateway.completions();
    expect(done?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(done?.latencyMs).toBeLessThan(60_000);
    expect(done?.attempts[0]?.latencyMs).toBeLessThan(60_000);
  },
  { alone: true },
);
