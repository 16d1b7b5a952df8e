import net from 'node:net';

const END_OF_HEADERS = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

export interface Timing {
  /** ms from writing the request to the first byte of the body. */
  firstByteMs: number;
  totalMs: number;
  ok: boolean;
}

/** One keep-alive connection that sends prepared bytes and finds the end of each answer, as cheaply as Node can. */
export class RawClient {
  private readonly socket: net.Socket;
  private buffered: Buffer = Buffer.alloc(0);
  private bodyStart = -1;
  private contentLength = -1;
  private startedAt = 0;
  private firstByteMs = 0;
  private settle: ((timing: Timing) => void) | undefined;

  constructor(port: number) {
    this.socket = net.connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.onData(chunk));
    this.socket.on('error', () => this.finish(false));
    this.socket.on('close', () => this.finish(false));
  }

  send(request: Buffer): Promise<Timing> {
    return new Promise((resolve) => {
      this.settle = resolve;
      this.buffered = Buffer.alloc(0);
      this.bodyStart = -1;
      this.contentLength = -1;
      this.startedAt = performance.now();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private onData(chunk: Buffer): void {
    this.buffered = this.buffered.length === 0 ? chunk : Buffer.concat([this.buffered, chunk]);
    if (this.bodyStart === -1) {
      const end = this.buffered.indexOf(END_OF_HEADERS);
      if (end === -1) return;
      this.bodyStart = end + END_OF_HEADERS.length;
      const length = /content-length: *(\d+)/i.exec(this.buffered.toString('latin1', 0, end))?.[1];
      this.contentLength = length === undefined ? -1 : Number(length);
    }
    if (this.firstByteMs === 0 && this.buffered.length > this.bodyStart)
      this.firstByteMs = performance.now() - this.startedAt;
    const whole =
      this.contentLength === -1
        ? this.buffered.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
        : this.buffered.length >= this.bodyStart + this.contentLength;
    if (whole) this.finish(this.buffered.toString('latin1', 9, 12) === '200');
    else if (this.contentLength === -1) this.forget();
  }

  /** A stream's past is of no interest, only its last bytes. */
  private forget(): void {
    const keep = LAST_CHUNK.length;
    if (this.buffered.length > this.bodyStart + 4096) {
      const status = this.buffered.subarray(0, 16);
      this.buffered = Buffer.concat([status, this.buffered.subarray(-keep)]);
      this.bodyStart = status.length;
    }
  }

  private finish(ok: boolean): void {
    const settle = this.settle;
    this.settle = undefined;
    const firstByteMs = this.firstByteMs;
    this.firstByteMs = 0;
    settle?.({ firstByteMs, totalMs: performance.now() - this.startedAt, ok });
  }
}
