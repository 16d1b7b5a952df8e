import type { Outbound } from '@/lib/http/exchange';

/** Takes an answer that goes to no client. */
export class Collector implements Outbound {
  readonly clientGone = false;
  body: Buffer | undefined;
  start(): void {
    // Only the body is of interest.
  }
  write(): boolean {
    return true;
  }
  end(chunk?: Buffer | string): void {
    this.body = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  onDrain(): void {
    // It never fills up.
  }
  onClientGone(): void {
    // There is none.
  }
  cut(): void {
    // Nor here.
  }
}
