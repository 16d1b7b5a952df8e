import { dialectFor } from '@/lib/dialects/registry';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { Observation, StreamObserver } from '@/lib/dialects/types';
import type { Usage } from '@/lib/pricing/usage';
import {
  openUpstream,
  type UpstreamCall,
  type UpstreamControl,
  type UpstreamListener,
} from '@/lib/providers/open-upstream';
import type { Failure } from '@/lib/resilience/after-failure';
import type { Target } from '@/lib/routing/select-targets';

const MAX_ERROR_BYTES = 64 * 1024;

/** How a streamed call to a provider went. Times are monotonic ms. */
export interface DirectEnd {
  status: number;
  failure: Failure | undefined;
  /** The provider may have seen the request. */
  dispatched: boolean;
  endedMono: number;
  firstContentMono: number | undefined;
  usage: Usage | undefined;
  outputWeight: number;
  finishReason: string | undefined;
}

/** A streamed call as a client without a gateway would make it: sent, read event by event, never tried again. */
export class DirectCall implements UpstreamListener {
  private readonly parser = new SseParser();
  private readonly observer: StreamObserver;
  private readonly errorChunks: Buffer[] = [];
  private errorBytes = 0;
  private control: UpstreamControl | undefined;
  private timer: NodeJS.Timeout | undefined;
  private status = 0;
  private finished = false;
  private over = false;
  private seen: Pick<DirectEnd, 'firstContentMono' | 'usage' | 'outputWeight' | 'finishReason'> = {
    ...{ firstContentMono: undefined, usage: undefined, outputWeight: 0, finishReason: undefined },
  };
  private resolve: (end: DirectEnd) => void = () => undefined;

  constructor(
    private readonly target: Target,
    private readonly monotonic: () => number,
  ) {
    this.observer = dialectFor(target.provider.dialect).observeStream({ hideUsage: false });
  }

  /** Never rejects. */
  run(call: UpstreamCall): Promise<DirectEnd> {
    const { firstContentMs, totalMs } = this.target.provider.timeouts;
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.arm('first_content', Math.min(firstContentMs, totalMs));
      try {
        this.control = openUpstream(call, this);
      } catch {
        this.end({ kind: 'transport', code: 'call_failed', dispatched: false });
      }
    });
  }

  onHeaders(status: number): void {
    this.status = status;
  }

  onData(chunk: Buffer): void {
    if (this.over) return;
    if (this.status >= 300) {
      this.errorBytes += chunk.length;
      if (this.errorBytes <= MAX_ERROR_BYTES) this.errorChunks.push(chunk);
      return;
    }
    try {
      for (const event of this.parser.push(chunk)) this.take(this.observer.observe(event));
    } catch {
      this.end({ kind: 'malformed', message: 'The stream could not be understood.' });
    }
  }

  onEnd(): void {
    if (this.status < 300) {
      this.end(
        this.finished ? undefined : { kind: 'transport', code: 'stream_ended_early', dispatched: true },
      );
      return;
    }
    const text = Buffer.concat(this.errorChunks).toString('utf8');
    const error = dialectFor(this.target.provider.dialect).readError(this.status, text);
    this.end(
      error === undefined
        ? { kind: 'malformed', message: `Status ${this.status}.` }
        : { kind: 'upstream', error },
    );
  }

  onError({ code, dispatched }: { code: string; dispatched: boolean }): void {
    this.end({ kind: 'transport', code, dispatched });
  }

  private arm(phase: 'first_content' | 'total', ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end({ kind: 'timeout', phase }), ms);
  }

  private take(event: Observation): void {
    if (this.over) return;
    if (event.error !== undefined) {
      this.end({ kind: 'upstream', error: event.error });
      return;
    }
    if (event.usage !== undefined) this.seen.usage = event.usage;
    if (event.finishReason !== undefined) this.seen.finishReason = event.finishReason;
    if (event.finished === true) this.finished = true;
    this.seen.outputWeight += event.outputWeight;
    if (event.content && this.seen.firstContentMono === undefined) {
      this.seen.firstContentMono = this.monotonic();
      this.arm('total', this.target.provider.timeouts.totalMs);
    }
    if (event.done === true) this.end(undefined);
  }

  private end(failure: Failure | undefined): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    const dispatched = failure?.kind === 'transport' ? failure.dispatched : this.control?.dispatched === true;
    if (failure === undefined) this.control?.release();
    else this.control?.abort();
    this.resolve({ ...this.seen, status: this.status, failure, dispatched, endedMono: this.monotonic() });
  }
}
