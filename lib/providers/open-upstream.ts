import type { Dispatcher } from 'undici';
import { AnswerHeaders } from './answer-headers';
import type { HeaderList } from './header-list';
import { isOfReusedSocket } from './watch-sockets';

export interface UpstreamCall {
  dispatcher: Dispatcher;
  /** A proxy has to be told; a pool knows. */
  origin: string;
  path: string;
  headers: HeaderList;
  body: Buffer | string;
}

export interface UpstreamListener {
  onHeaders(status: number, headers: AnswerHeaders): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  /** `dispatched`: the request was written to a connection, so the provider may have seen it; `reused`: one that had served before. */
  onError(failure: { code: string; dispatched: boolean; reused: boolean }): void;
}

export interface UpstreamControl {
  /** The request was given to a connection, so the provider may have seen it. */
  readonly dispatched: boolean;
  /** Closes the exchange's connection; nothing is called afterwards. */
  abort(): void;
  /** The answer is whole: its last bytes are let in so that the connection can serve again; closed when they do not come soon. */
  release(): void;
  pause(): void;
  resume(): void;
}

/** How long the end of an answer may follow its last event. */
const RELEASE_MS = 200;

/** Made once: an error's stack costs more than all the rest of a call. */
const aborted = new Error('aborted by the gateway');

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Sends a POST by undici's raw dispatch (a quarter of the cost of fetch) and reports to the listener. */
export function openUpstream(call: UpstreamCall, listener: UpstreamListener): UpstreamControl {
  const { dispatcher, origin, path, headers, body } = call;
  const exchange = new UpstreamExchange(listener);
  dispatcher.dispatch({ origin, path, method: 'POST', headers, body }, exchange);
  return exchange;
}

/**
 * One call, as undici sees it and as its owner does. These are the handlers that undici 7 calls itself: those of the newer
 * kind it wraps in two objects for each call, and makes an object of all headers for them.
 *
 * A class and not a literal with a getter: each of those makes a hidden class of its own, which lies in the old generation
 * and keeps the whole request alive until a major collection.
 */
class UpstreamExchange implements UpstreamControl, Dispatcher.DispatchHandler {
  dispatched = false;
  private abortCall: ((reason: Error) => void) | undefined;
  private resumeAnswer: (() => void) | undefined;
  private paused = false;
  private over = false;
  private leaving: NodeJS.Timeout | undefined;

  constructor(private readonly listener: UpstreamListener) {}

  onConnect(abort: (reason?: Error) => void): void {
    this.abortCall = abort;
    this.dispatched = true;
    if (this.over) abort(aborted);
  }

  onHeaders(status: number, headers: Buffer[], resume: () => void): boolean {
    this.resumeAnswer = resume;
    if (!this.over && status >= 200) this.listener.onHeaders(status, new AnswerHeaders(headers));
    return !this.paused;
  }

  onData(chunk: Buffer): boolean {
    if (!this.over) this.listener.onData(chunk);
    return !this.paused;
  }

  onComplete(): void {
    clearTimeout(this.leaving);
    if (this.over) return;
    this.over = true;
    this.listener.onEnd();
  }

  onError(error: Error): void {
    clearTimeout(this.leaving);
    if (this.over) return;
    this.over = true;
    const { dispatched } = this;
    this.listener.onError({ code: codeOf(error), dispatched, reused: isOfReusedSocket(error) });
  }

  abort(): void {
    if (this.over) return;
    this.over = true;
    this.abortCall?.(aborted);
  }

  release(): void {
    if (this.over) return;
    this.over = true;
    this.resume();
    this.leaving = setTimeout(() => this.abortCall?.(aborted), RELEASE_MS);
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.resumeAnswer?.();
  }
}
