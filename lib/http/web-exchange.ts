import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Inbound, Outbound } from './exchange';
import { collectBody } from './read-body';

/** A web Request as the pipeline sees it (the route-handler door). */
export class WebInbound implements Inbound {
  readonly method: string;
  readonly path: string;

  constructor(private readonly request: Request) {
    this.method = request.method;
    this.path = new URL(request.url).pathname;
  }

  get query(): string {
    return new URL(this.request.url).search.slice(1);
  }

  /** As our own front wrote it: it drops what a client sends under this name. */
  get address(): string | undefined {
    return this.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  }

  header(name: string): string | undefined {
    return this.request.headers.get(name) ?? undefined;
  }

  openBody(): Readable {
    const { body } = this.request;
    return body === null ? Readable.from([]) : Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
  }

  async readBody(limitBytes: number): Promise<Buffer> {
    // Node holds a body to the length that it is told with; reading it whole is far cheaper than through a stream of Node's.
    const bytes = Number(this.header('content-length') ?? NaN);
    if (bytes <= limitBytes && this.header('content-encoding') === undefined) return this.readWhole();
    if (this.request.body === null) return Buffer.alloc(0);
    const source = Readable.fromWeb(this.request.body as NodeReadableStream<Uint8Array>);
    const headers = {
      contentEncoding: this.header('content-encoding'),
      contentLength: this.header('content-length'),
    };
    try {
      return await collectBody(source, headers, limitBytes);
    } catch (error) {
      // The rest of a body that is not wanted goes by unread, or the connection could serve nothing after it.
      source.on('error', () => undefined).resume();
      throw error;
    }
  }

  private async readWhole(): Promise<Buffer> {
    try {
      return Buffer.from(await this.request.arrayBuffer());
    } catch (cause) {
      throw new GatewayError('invalid_request', 'The request body could not be read.', { cause });
    }
  }
}

/** Bytes that may wait for a slow client before the upstream is paused. */
const HIGH_WATER_BYTES = 64 * 1024;

/** Turns the pipeline's writes into one web Response. */
export class WebOutbound implements Outbound {
  readonly response: Promise<Response>;
  clientGone = false;
  private resolve: (response: Response) => void = () => undefined;
  private head: ResponseInit = {};
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  private ended = false;
  private drained: (() => void) | undefined;
  private readonly gone: (() => void)[] = [];

  constructor(signal: AbortSignal) {
    this.response = new Promise((resolve) => {
      this.resolve = resolve;
    });
    signal.addEventListener('abort', () => this.leave(), { once: true });
  }

  start(status: number, headers: Record<string, string>): void {
    this.head = { status, headers };
  }

  write(chunk: Buffer | string): boolean {
    const controller = (this.controller ??= this.openStream());
    if (!this.clientGone) controller.enqueue(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return (controller.desiredSize ?? 0) > 0 || this.clientGone;
  }

  end(chunk?: Buffer | string): void {
    this.ended = true;
    if (this.controller === undefined) {
      this.resolve(
        new Response(
          typeof chunk === 'string' || chunk === undefined ? chunk : new Uint8Array(chunk),
          this.head,
        ),
      );
      return;
    }
    if (this.clientGone) return;
    if (chunk !== undefined && chunk.length > 0) this.write(chunk);
    this.controller.close();
  }

  onDrain(listener: () => void): void {
    this.drained = listener;
  }

  onClientGone(listener: () => void): void {
    this.gone.push(listener);
  }

  cut(): void {
    this.controller?.error(new Error('The client does not read.'));
    this.leave();
  }

  private leave(): void {
    if (this.ended || this.clientGone) return;
    this.clientGone = true;
    for (const listener of this.gone) listener();
    // Whoever waits for a response gets one, though nobody reads it.
    if (this.controller === undefined) this.resolve(new Response(null, { status: 499 }));
  }

  private openStream(): ReadableStreamDefaultController<Uint8Array> {
    let opened: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          opened = controller;
        },
        pull: () => this.drained?.(),
        cancel: () => this.leave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES }),
    );
    this.resolve(new Response(stream, this.head));
    if (opened === undefined) throw new Error('A stream starts synchronously.');
    return opened;
  }
}
