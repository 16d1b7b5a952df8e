import type { Outbound } from '@/lib/http/exchange';

/** The way to a client, with a copy of what goes out; none of what is longer than `limit` bytes. */
export class CopyingOutbound implements Outbound {
  bytes = 0;
  private chunks: Buffer[] = [];

  constructor(
    private readonly client: Outbound,
    private readonly limit: number,
  ) {}

  get clientGone(): boolean {
    return this.client.clientGone;
  }

  /** Undefined when it was too long. */
  copy(): string | undefined {
    return this.bytes > this.limit ? undefined : Buffer.concat(this.chunks).toString('utf8');
  }

  start(status: number, headers: Record<string, string>): void {
    this.client.start(status, headers);
  }

  write(chunk: Buffer | string): boolean {
    this.take(chunk);
    return this.client.write(chunk);
  }

  end(chunk?: Buffer | string): void {
    if (chunk !== undefined) this.take(chunk);
    this.client.end(chunk);
  }

  onDrain(listener: () => void): void {
    this.client.onDrain(listener);
  }

  onClientGone(listener: () => void): void {
    this.client.onClientGone(listener);
  }

  cut(): void {
    this.client.cut();
  }

  private take(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    this.bytes += bytes.length;
    if (this.bytes > this.limit) this.chunks = [];
    else this.chunks.push(bytes);
  }
}
