import { MAX_ANSWER_BYTES } from '@/lib/cache/kept-answer';
import type { Outbound } from '@/lib/http/exchange';

/**
 * The way to a client, written down as it is used. While others wait for the same answer (`isAwaited`) its own client's
 * leaving is not told: the answer goes on for them.
 */
export class SharedOutbound implements Outbound {
  status = 0;
  headers: Record<string, string> = {};
  hasEnded = false;
  private chunks: Buffer[] | undefined = [];
  private bytes = 0;
  private readonly gone: (() => void)[] = [];
  private drained: (() => void) | undefined;

  constructor(
    private readonly client: Outbound,
    private readonly isAwaited: () => boolean,
  ) {
    client.onClientGone(() => this.onClientLeft());
  }

  /** What went out, or undefined when it was too much to keep. */
  get body(): Buffer | undefined {
    return this.chunks === undefined ? undefined : Buffer.concat(this.chunks);
  }

  get clientGone(): boolean {
    return this.client.clientGone && !this.isAwaited();
  }

  start(status: number, headers: Record<string, string>): void {
    this.status = status;
    this.headers = headers;
    if (!this.client.clientGone) this.client.start(status, headers);
  }

  write(chunk: Buffer | string): boolean {
    this.take(chunk);
    return this.client.clientGone || this.client.write(chunk);
  }

  end(chunk?: Buffer | string): void {
    if (chunk !== undefined) this.take(chunk);
    this.hasEnded = true;
    if (!this.client.clientGone) this.client.end(chunk);
  }

  onDrain(listener: () => void): void {
    this.drained = listener;
    this.client.onDrain(listener);
  }

  onClientGone(listener: () => void): void {
    this.gone.push(listener);
  }

  cut(): void {
    this.client.cut();
  }

  /** The client has left, or the last of those who wait has. */
  tellIfDeserted(): void {
    if (!this.clientGone || this.hasEnded) return;
    for (const listener of this.gone) listener();
  }

  private onClientLeft(): void {
    this.tellIfDeserted();
    // A provider may have been stopped until this client would have read on, which it never will.
    if (this.isAwaited()) this.drained?.();
  }

  private take(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    this.bytes += bytes.length;
    if (this.bytes > MAX_ANSWER_BYTES) this.chunks = undefined;
    else this.chunks?.push(bytes);
  }
}
