import type { Duplex } from 'node:stream';
import type { Cidr } from '@/lib/egress/cidr';
import { senderAddress } from './sender-address';
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** Headers that only a front may set; whatever a client sends under these names is dropped. */
function isReserved(name: string): boolean {
  return name.startsWith('x-forwarded-') || name.startsWith('x-middleware-') || name === 'forwarded';
}

/** What the front itself knows of a request. */
interface Front {
  /** As browsers type it. */
  publicProtocol: 'http' | 'https';
  /** Proxies whose word on the sender's address is taken. */
  trusted: readonly Cidr[];
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
]);

function forwardedHeaders(
  request: IncomingMessage,
  { publicProtocol, trusted }: Front,
): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {};
  const ofThisHop = new Set((request.headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  for (const [name, value] of Object.entries(request.headers))
    if (!isReserved(name) && !HOP_BY_HOP.has(name) && !ofThisHop.has(name)) headers[name] = value;
  // A body must be framed on the way on as well, whatever the method: unframed, it would be read as a second request.
  if (request.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked';
  const { remoteAddress } = request.socket;
  const forwardedFor = String(request.headers['x-forwarded-for'] ?? '');
  headers['x-forwarded-for'] = senderAddress(remoteAddress, forwardedFor, trusted) ?? '';
  headers['x-forwarded-host'] = request.headers.host ?? '';
  headers['x-forwarded-proto'] = publicProtocol;
  return headers;
}

function answerHeaders(headers: IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

/** Hands everything that is not the API to the dashboard's own process on this machine. */
export class Forwarder {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    private readonly port: number,
    private readonly front: Front,
  ) {}

  forward(request: IncomingMessage, response: ServerResponse): void {
    const upstream = http.request({
      host: '127.0.0.1',
      port: this.port,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request, this.front),
      agent: this.agent,
    });
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answerHeaders(answer.headers));
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    upstream.once('error', () => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' });
      response.end(
        'The dashboard is starting or restarting. The API goes on meanwhile; try again in a moment.\n',
      );
    });
    response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  }

  /** WebSocket of Next's development server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const headers = {
      ...forwardedHeaders(request, this.front),
      connection: 'Upgrade',
      upgrade: request.headers.upgrade,
    };
    const upstream = http.request({ host: '127.0.0.1', port: this.port, path: request.url, headers });
    upstream.once('upgrade', (answer, upstreamSocket, upstreamHead) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
      socket.write(upstreamHead);
      upstreamSocket.write(head);
      upstreamSocket.pipe(socket).pipe(upstreamSocket);
      upstreamSocket.once('error', () => socket.destroy());
      socket.once('close', () => upstreamSocket.destroy());
    });
    // Without a listener of its own a broken client socket would end the process.
    socket.on('error', () => upstream.destroy());
    upstream.once('response', () => socket.destroy());
    upstream.once('error', () => socket.destroy());
    upstream.end();
  }

  close(): void {
    this.agent.destroy();
  }
}
