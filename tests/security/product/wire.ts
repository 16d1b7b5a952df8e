import net from 'node:net';
import { expect, test } from 'vitest';
import type { Product } from './product';

/** Sends raw bytes and gives what comes back, until the end of the connection or for half a second. */
function send(product: Product, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(product.port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}

const SMUGGLED = 'GET /smuggled-request HTTP/1.1\r\nHost: x\r\n\r\n';
const post = (path: string, headers: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${body}`;

/** Requests whose length two readers would measure differently. */
const AMBIGUOUS: readonly (readonly [string, string, string])[] = [
  ['both lengths', 'Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${SMUGGLED}`],
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 50', `12345${SMUGGLED}`],
  ['a list of lengths', 'Content-Length: 5, 50', `12345${SMUGGLED}`],
  ['a signed length', 'Content-Length: +5', `12345${SMUGGLED}`],
  ['a length in hex', 'Content-Length: 0x5', `12345${SMUGGLED}`],
  ['a negative length', 'Content-Length: -1', SMUGGLED],
  ['an encoding that only looks like chunked', 'Transfer-Encoding: xchunked', SMUGGLED],
  ['chunked that is not last', 'Transfer-Encoding: chunked, identity', `0\r\n\r\n${SMUGGLED}`],
  ['a tab before the encoding', 'Transfer-Encoding:\tchunked\r\nContent-Length: 4', `0\r\n\r\n${SMUGGLED}`],
  ['a space before the colon', 'Transfer-Encoding : chunked\r\nContent-Length: 4', `0\r\n\r\n${SMUGGLED}`],
  ['a folded header', 'X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 4', `0\r\n\r\n${SMUGGLED}`],
  [
    'a bare line feed in a header',
    'X-A: b\nTransfer-Encoding: chunked\r\nContent-Length: 4',
    `0\r\n\r\n${SMUGGLED}`,
  ],
  [
    'a bare carriage return in a header',
    'X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: 4',
    `0\r\n\r\n${SMUGGLED}`,
  ],
  ['a NUL in a header', 'X-A: b\0c\r\nContent-Length: 4', `1234${SMUGGLED}`],
  ['a chunk size that overflows', 'Transfer-Encoding: chunked', `fffffffffffffffff\r\n${SMUGGLED}`],
  ['a chunk extension with a line feed', 'Transfer-Encoding: chunked', `0;a\nb\r\n\r\n${SMUGGLED}`],
  ['a chunk size with a bare line feed', 'Transfer-Encoding: chunked', `0\n\n${SMUGGLED}`],
];

export function testWire(product: () => Product): void {
  test.each(AMBIGUOUS)(
    '%s: no second request is read out of the body of the first',
    async (_name, headers, body) => {
      for (const path of ['/v1/chat/completions', '/api/v1/keys', '/sign-in', '/api/auth/csrf']) {
        const answer = await send(product(), post(path, headers, body));
        const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
        expect(statuses.length, `${path}\n${answer}`).toBeLessThanOrEqual(1);
        for (const status of statuses) expect(status, `${path}\n${answer}`).toBeLessThan(500);
        expect(answer).not.toContain('smuggled-request');
      }
      expect((await fetch(`${product().url}/healthz`)).status).toBe(200);
    },
  );

  const FORGED = '{"level":60,"msg":"forged-line"}';
  test.each([
    ['a path', `GET /v1/%0d%0a${encodeURIComponent(FORGED)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a request id', `GET /v1/models HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\x0b\x1b[2J${FORGED}\r\n\r\n`],
    ['a user agent', `GET /v1/models HTTP/1.1\r\nHost: x\r\nUser-Agent: \x1b]0;${FORGED}\x07\r\n\r\n`],
    ['a trace', `GET /v1/models HTTP/1.1\r\nHost: x\r\nTraceparent: 00-\x0b${FORGED}-01\r\n\r\n`],
    ['a host', `GET /sign-in HTTP/1.1\r\nHost: a%0d%0a${FORGED}\r\n\r\n`],
    ['a query', `GET /overview?range=%0d%0a${encodeURIComponent(FORGED)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a key', `GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %0d%0a${FORGED}\r\n\r\n`],
  ])(
    '%s with line breaks and escapes adds no line to the log and no header to the answer',
    async (_name, bytes) => {
      const answer = await send(product(), bytes);
      expect(answer.split('\r\n\r\n')[0]).not.toMatch(/^\{"level"/m);
      const lines = product().output().split('\n');
      expect(lines.filter((line) => line.startsWith(FORGED))).toEqual([]);
      expect(controlCharacters(product().output())).toEqual([]);
    },
  );
}

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** What a terminal would act on, but for line ends, tabs and colours. */
function controlCharacters(text: string): string[] {
  const plain = text.replaceAll(COLOUR, '');
  return [...new Set(plain)].filter((char) => /\p{Cc}/u.test(char) && !'\n\r\t'.includes(char));
}
