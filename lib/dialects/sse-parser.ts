import { readEventFields } from './sse-fields';
import type { SseEvent } from './types';

const LF = 0x0a;
const CR = 0x0d;

/** An event grew past the limit without ending: the upstream is broken or hostile. */
export class SseEventTooLarge extends Error {
  readonly code = 'sse_event_too_large';

  constructor(readonly limitBytes: number) {
    super(`A server-sent event passed ${limitBytes} bytes without ending.`);
    this.name = 'SseEventTooLarge';
  }
}

/**
 * Cuts a byte stream into server-sent events, however its chunks fall. The `raw` bytes of all events, joined,
 * are the input. A blank line is two line ends in a row; LF, CR and CRLF each end a line (WHATWG HTML 9.2.5).
 */
export class SseParser {
  /** Chunks of the event that has not ended yet. */
  private parts: Buffer[] = [];
  private pendingBytes = 0;
  /** Nothing has been seen of the current line. */
  private lineStart = true;
  /** The last byte was a CR: an LF right after it belongs to the same line end. */
  private afterCr = false;
  /** That CR ended a blank line: the event ends here, or after the LF that may follow. */
  private endsAfterCr = false;
  private first = true;

  constructor(private readonly limitBytes = 4 * 1024 * 1024) {}

  /** Complete events up to and including this chunk. Throws SseEventTooLarge. */
  push(chunk: Buffer): SseEvent[] {
    const events: SseEvent[] = [];
    const hasCr = this.afterCr || chunk.includes(CR);
    let from = 0;
    for (;;) {
      const cut = hasCr ? this.findCut(chunk, from) : this.findLfCut(chunk, from);
      if (cut < 0) break;
      events.push(this.finish(chunk.subarray(from, cut)));
      from = cut;
    }
    if (from < chunk.length) this.keep(from === 0 ? chunk : chunk.subarray(from));
    return events;
  }

  /** The stream has ended: what is left, if anything, is an event without its blank line. */
  flush(): SseEvent[] {
    if (this.pendingBytes === 0) return [];
    const event = this.finish(Buffer.alloc(0));
    this.lineStart = true;
    this.afterCr = false;
    this.endsAfterCr = false;
    return [event];
  }

  private keep(rest: Buffer): void {
    this.parts.push(rest);
    this.pendingBytes += rest.length;
    if (this.pendingBytes > this.limitBytes) throw new SseEventTooLarge(this.limitBytes);
  }

  private finish(tail: Buffer): SseEvent {
    const raw = this.parts.length === 0 ? tail : Buffer.concat([...this.parts, tail]);
    this.parts = [];
    this.pendingBytes = 0;
    const event = readEventFields(raw, this.first);
    this.first = false;
    return event;
  }

  /** Index after the blank line that ends the event, or -1. Only for bytes without CR: almost all streams. */
  private findLfCut(chunk: Buffer, from: number): number {
    if (from >= chunk.length) return -1;
    if (this.lineStart && chunk[from] === LF) return from + 1;
    let at = chunk.indexOf(LF, from);
    while (at >= 0 && at + 1 < chunk.length) {
      if (chunk[at + 1] === LF) {
        this.lineStart = true;
        return at + 2;
      }
      at = chunk.indexOf(LF, at + 1);
    }
    this.lineStart = at >= 0;
    return -1;
  }

  private findCut(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      const joinsCr = this.afterCr && byte === LF;
      if (this.endsAfterCr) {
        this.endsAfterCr = false;
        this.afterCr = false;
        return joinsCr ? at + 1 : at;
      }
      this.afterCr = byte === CR;
      if (joinsCr) continue;
      if (byte !== LF && byte !== CR) {
        this.lineStart = false;
      } else if (!this.lineStart) {
        this.lineStart = true;
      } else if (byte === LF) {
        return at + 1;
      } else {
        this.endsAfterCr = true;
      }
    }
    return -1;
  }
}
