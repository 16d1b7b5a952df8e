import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Cidr } from '@/lib/egress/cidr';
import type { Inbound, Outbound } from './exchange';
import { readableAddress } from './readable-address';
import { senderAddress } from './sender-address';
import { readNodeBody } from './read-body';

/** An answer of which so much is not taken for so long is given up. */
const UNREAD_BYTES = 64 * 1024;
const UNREAD_MS = 60_000;

const NOBODY: readonly Cidr[] = [];

export class NodeInbound implements Inbound {
  readonly method: string;
  readonly path: string;
  private readonly url: string;

  /** `trusted`: proxies whose word on the sender's address is taken. */
  constructor(
    private readonly request: IncomingMessage,
    private readonly trusted: readonly Cidr[] = NOBODY,
  ) {
    this.method = request.method ?? 'GET';
    this.url = readableAddress(request.url ?? '/');
    const query = this.url.indexOf('?');
    this.path = query === -1 ? this.url : this.url.slice(0, query);
  }

  get query(): string {
    const query = this.url.indexOf('?');
    return query === -1 ? '' : this.url.slice(query + 1);
  }

  get address(): string | undefined {
    return senderAddress(this.request.socket.remoteAddress, this.header('x-forwarded-for'), this.trusted);
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  readBody(limitBytes: number): Promise<Buffer> {
    return readNodeBody(this.request, limitBytes);
  }

  openBody(): Readable {
    return this.request;
  }
}

export class NodeOutbound implements Outbound {
  private drained: (() => void) | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly request: IncomingMessage,
  ) {}

  start(status: number, headers: Record<string, string>): void {
    // A body that was refused half-way cannot be skipped over: the connection ends with the answer.
    if (!this.request.complete) this.response.setHeader('connection', 'close');
    this.response.writeHead(status, headers);
  }

  write(chunk: Buffer | string): boolean {
    return this.response.write(chunk);
  }

  end(chunk?: Buffer | string): void {
    this.response.end(chunk);
    if (this.response.writableLength > UNREAD_BYTES)
      this.response.setTimeout(UNREAD_MS, () => this.response.destroy());
  }

  onDrain(listener: () => void): void {
    if (this.drained === undefined) this.response.on('drain', () => this.drained?.());
    this.drained = listener;
  }

  onClientGone(listener: () => void): void {
    this.response.once('close', () => {
      if (!this.response.writableFinished) listener();
    });
  }

  cut(): void {
    this.response.destroy();
  }

  get clientGone(): boolean {
    return this.response.destroyed && !this.response.writableFinished;
  }
}
