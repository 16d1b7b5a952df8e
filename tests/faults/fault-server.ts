import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';

/** One HTTP request as it came over the socket. */
export interface Heard {
  socket: Socket;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Of all requests to this server, from 1. */
  number: number;
  /** On its connection, from 1. */
  onConnection: number;
}

export interface Billed {
  clientRequestId: string;
  usd: string;
}

export type Behaviour = (heard: Heard, server: FaultServer) => void;

/** A provider of the tests' own on bare sockets, so that it can do what no HTTP server would; it keeps its own books. */
export class FaultServer {
  readonly billed: Billed[] = [];
  readonly heard: Heard[] = [];
  readonly sockets = new Set<Socket>();
  /** What to do with a connection before any request; true: nothing else is done with it. */
  onConnect: (socket: Socket) => boolean = () => false;
  private readonly server: net.Server;

  constructor(
    public behaviour: Behaviour,
    private readonly secure?: { key: string; cert: string },
  ) {
    const listener = (socket: Socket) => this.accept(socket);
    this.server =
      secure === undefined
        ? net.createServer({ noDelay: true }, listener)
        : tls.createServer(secure, listener);
    this.server.on('tlsClientError', () => undefined);
  }

  async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}/v1`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.server.listening) return;
    await new Promise((resolve) => this.server.close(resolve));
  }

  bill(heard: Heard, usd: string): void {
    this.billed.push({ clientRequestId: heard.headers['x-client-request-id'] ?? '', usd });
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.sockets.delete(socket));
    if (this.onConnect(socket)) return;
    let bytes = Buffer.alloc(0);
    let onConnection = 0;
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let request = readRequest(bytes); request !== undefined; request = readRequest(bytes)) {
        bytes = bytes.subarray(request.length);
        onConnection += 1;
        const { path, headers, body } = request;
        const heard: Heard = { socket, path, headers, body, number: this.heard.length + 1, onConnection };
        this.heard.push(heard);
        this.behaviour(heard, this);
      }
    });
  }
}

function readRequest(
  bytes: Buffer,
): (Pick<Heard, 'path' | 'headers' | 'body'> & { length: number }) | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const headers: Record<string, string> = {};
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  const path = first.split(' ')[1] ?? '';
  return { path, headers, body: bytes.toString('utf8', end + 4, length), length };
}
