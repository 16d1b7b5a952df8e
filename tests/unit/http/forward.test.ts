import http, { type IncomingMessage } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseRanges } from '@/lib/egress/cidr';
import { Forwarder } from '@/lib/http/forward';

const seen: IncomingMessage[] = [];
const dashboard = http.createServer((request, response) => {
  seen.push(request);
  request.resume().once('end', () => response.end('page'));
});
let forwarder: Forwarder;
const front = http.createServer((request, response) => forwarder.forward(request, response));
front.on('upgrade', (request, socket, head) => forwarder.upgrade(request, socket, head));

async function listen(server: http.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

let port: number;
beforeAll(async () => {
  forwarder = new Forwarder(await listen(dashboard), {
    publicProtocol: 'http',
    trusted: parseRanges('10.0.0.0/8'),
  });
  port = await listen(front);
});
afterAll(() => {
  forwarder.close();
  for (const server of [front, dashboard]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  seen.length = 0;
});

/** Sends raw bytes and gives the answer up to the end of the connection. */
async function send(bytes: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

it('frames a body on the way on, so that it is never read as a second request', async () => {
  const inner = 'GET /smuggled HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: evil\r\n\r\n';
  const chunk = `${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`;
  const head = 'GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
  expect(await send(head + chunk)).toContain('page');
  expect((await fetch(`http://127.0.0.1:${port}/next`)).status).toBe(200);
  expect(seen.map(({ url }) => url)).toEqual(['/page', '/next']);
});

it('sets the forwarded headers itself and passes on none of the client’s, nor those of this hop', async () => {
  const forged = 'X-Forwarded-Host: evil\r\nX-Middleware-Subrequest: middleware\r\nForwarded: for=evil\r\n';
  await send(`GET / HTTP/1.1\r\nHost: real\r\n${forged}X-Hop: 1\r\nConnection: close, X-Hop\r\n\r\n`);
  const headers = seen[0]?.headers ?? {};
  expect(headers['x-forwarded-host']).toBe('real');
  for (const name of ['x-middleware-subrequest', 'forwarded', 'x-hop']) expect(headers[name]).toBeUndefined();
});

it('survives a client that asks for an upgrade and resets the connection', async () => {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /_next/hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  socket.resetAndDestroy();
  expect((await fetch(`http://127.0.0.1:${port}/after`)).status).toBe(200);
});

it('closes an upgrade that the dashboard answers like any other request', async () => {
  expect(await send('GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')).toBe('');
});
