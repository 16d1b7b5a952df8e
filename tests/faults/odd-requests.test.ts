import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { TEXT } from './answers';
import { requestBody, soon } from './ask';
import { fault, JSON_ONLY } from './fault';
import { owe, owing } from './owing';
import { askRaw, connectRaw } from './raw-client';
import type { World } from './world';

const AUTHORIZATION = `authorization: Bearer ${TEST_KEY}`;
const PATH = '/v1/chat/completions';

/** A request written by hand. */
function request(body: string, lines: readonly string[], first = `POST ${PATH} HTTP/1.1`): string {
  const all = [first, 'host: gateway', AUTHORIZATION, 'content-type: application/json', ...lines];
  return `${all.join('\r\n')}\r\n\r\n${body}`;
}
const lengthOf = (body: string) => `content-length: ${Buffer.byteLength(body)}`;

interface Exchange {
  /** All that came. */
  said: string;
  statuses: number[];
}

/** Sends bytes, and listens until so many answers have come or the connection is closed. */
async function say(world: World, bytes: string, answers = 1): Promise<Exchange> {
  const socket = connectRaw(world, bytes);
  let said = '';
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  socket.once('close', () => (isClosed = true));
  const seen = () => [...said.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
  // The last byte of an answer is its end: a brace, or the end of a stream.
  await soon(() =>
    expect(
      isClosed || (seen().filter((status) => status >= 200).length >= answers && /[}\n]\s*$/.test(said)),
    ).toBe(true),
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  socket.destroy();
  return { said, statuses: seen() };
}

// 64: ways to send a request that are allowed, and seldom.
const served: Record<string, (body: string) => string> = {
  'whose body comes in chunks with extensions and trailers': (body) =>
    request(`${Buffer.byteLength(body).toString(16)};x=y\r\n${body}\r\n0\r\nx-trailer: 1\r\n\r\n`, [
      'transfer-encoding: chunked',
    ]),
  'whose body comes a byte in a chunk': (body) =>
    request(`${[...body].map((char) => `1\r\n${char}\r\n`).join('')}0\r\n\r\n`, [
      'transfer-encoding: chunked',
    ]),
  'that speaks HTTP/1.0': (body) => request(body, [lengthOf(body)], `POST ${PATH} HTTP/1.0`),
  'that asks for an upgrade': (body) =>
    request(body, [
      lengthOf(body),
      'connection: upgrade',
      'upgrade: h2c',
      'http2-settings: AAMAAABkAAQAAP__',
    ]),
  'that names its keys twice': (body) => request(body, [lengthOf(body), AUTHORIZATION]),
  'with a hundred headers that nobody knows': (body) =>
    request(body, [lengthOf(body), ...Array.from({ length: 100 }, (_, n) => `x-${n}: ${n}`)]),
  'with a query': (body) => request(body, [lengthOf(body)], `POST ${PATH}?api-version=1&x=%00 HTTP/1.1`),
};
for (const [what, bytes] of Object.entries(served))
  fault(64, `a request ${what} is served`, async (world, stream) => {
    const { said, statuses } = await say(world, bytes(requestBody('solo', stream)));
    expect(statuses).toEqual([200]);
    expect(said).toContain(TEXT);
    await soon(() => expect(world.gateway.completions()).toHaveLength(1));
  });

fault(64, 'who waits for 100 Continue gets it, and then the answer', async (world, stream) => {
  const body = requestBody('solo', stream);
  const { statuses, said } = await say(world, request(body, [lengthOf(body), 'expect: 100-continue']));
  expect(statuses).toEqual([100, 200]);
  expect(said).toContain(TEXT);
});

fault(
  64,
  'two requests in one packet are two answers in their order, each billed once',
  async (world, stream) => {
    const one = requestBody('solo', stream);
    const two = requestBody('good', stream);
    const bytes = request(one, [lengthOf(one)]) + request(two, [lengthOf(two)]);
    const { statuses, said } = await say(world, bytes, 2);
    expect(statuses).toEqual([200, 200]);
    await soon(() => expect(world.gateway.completions()).toHaveLength(2));
    const [first, second] = [
      said.indexOf('x-tollgate-provider: bad'),
      said.indexOf('x-tollgate-provider: good'),
    ];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
  },
);

/** Two ways of a client to end its connection while its answer is being made: Node takes both for leaving. */
const leaving: Record<string, (socket: Socket) => void> = {
  'closes its half of the connection': (socket) => void socket.end(),
  'sends nonsense behind its body': (socket) => void socket.write('GET nonsense\r\n\r\n'),
};
for (const [what, leave] of Object.entries(leaving))
  fault(
    63,
    `a client that ${what} has left: the provider is stopped, and it is on the books`,
    async (world, stream) => {
      world.bad.behaviour = (heard) => owe(heard.socket);
      const socket = askRaw(world, 'solo', stream);
      await soon(() => expect(world.bad.heard).toHaveLength(1));
      leave(socket);
      await soon(() => expect(owing(world.bad)).toEqual([]));
      await soon(() =>
        expect(world.gateway.completions()[0]).toMatchObject({ status: 499, outcome: 'client_closed' }),
      );
      socket.destroy();
    },
  );

// 64, 65: what is refused, before anybody is asked.
const refused: Record<string, [bytes: (body: string) => string, statuses: readonly number[]]> = {
  'a length and chunks': [
    (body) => request(`0\r\n\r\n${body}`, [lengthOf(body), 'transfer-encoding: chunked']),
    [400],
  ],
  'two lengths that differ': [(body) => request(body, [lengthOf(body), 'content-length: 3']), [400]],
  'a length below zero': [(body) => request(body, ['content-length: -1']), [400]],
  'a length with a sign': [(body) => request(body, [`content-length: +${body.length}`]), [400]],
  'chunked in another coding': [
    (body) => request(body, ['transfer-encoding: gzip, identity']),
    [400, 411, 501],
  ],
  'a chunk whose length is no number': [
    (body) => request(`zz\r\n${body}`, ['transfer-encoding: chunked']),
    [400],
  ],
  'a header of 64 KB': [(body) => request(body, [lengthOf(body), `x-big: ${'b'.repeat(65_536)}`]), [431]],
  'five thousand headers': [
    (body) =>
      request(body, [lengthOf(body), ...Array.from({ length: 5_000 }, (_, n) => `x-header-${n}: ${n}`)]),
    [431],
  ],
  'a header with a carriage return in it': [
    (body) => request(body, [lengthOf(body), 'x-a: b\rx-c: d']),
    [400],
  ],
  'a space before the colon': [(body) => request(body, [lengthOf(body), 'x-a : b']), [400]],
  'a method in small letters': [(body) => request(body, [lengthOf(body)], `post ${PATH} HTTP/1.1`), [400]],
  'the preface of HTTP/2': [() => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 505]],
  'a TLS handshake': [() => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  'an expectation that nobody can meet': [
    (body) => request(body, [lengthOf(body), 'expect: miracles']),
    [417],
  ],
  'a path with two slashes': [
    (body) => request(body, [lengthOf(body)], `POST //v1/chat/completions HTTP/1.1`),
    [404],
  ],
  'the wrong key first and the right one second': [
    (body) =>
      request(body, [lengthOf(body)]).replace(AUTHORIZATION, `authorization: Bearer no\r\n${AUTHORIZATION}`),
    [401],
  ],
};
for (const [what, [bytes, statuses]] of Object.entries(refused))
  fault(
    65,
    `${what} is refused, and nobody is asked`,
    async (world) => {
      const answer = await say(world, bytes(requestBody('solo', false)));
      expect(statuses).toContain(answer.statuses[0]);
      expect(world.bad.heard).toEqual([]);
      expect(answer.said).not.toContain(TEXT);
    },
    JSON_ONLY,
  );
