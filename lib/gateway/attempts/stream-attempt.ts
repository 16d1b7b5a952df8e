import { SseEventTooLarge, SseParser } from '@/lib/dialects/sse-parser';
import type { AttemptRecord, RequestOutcome } from '@/lib/ledger/records';
import type { Failure } from '@/lib/resilience/after-failure';
import type { Target } from '@/lib/routing/select-targets';
import { Attempt, type AttemptResult, CLIENT_CLOSED } from './attempt';
import type { AdmittedExchange } from '../exchange';
import { KEEP_ALIVE_COMMENT, KEEP_ALIVE_TIMES, KeepAlive, timesFor } from '../answer/keep-alive';
import { failureToError } from '../upstream/failure-to-error';
import { translatorFor, type StreamTranslator, type Translated } from '../upstream/translate-stream';
import type { UpstreamRequest } from '../upstream/upstream-request';

/** Before the first content nothing is forwarded, so that another target can still be tried; this much is kept back. */
const MAX_HELD_BYTES = 1024 * 1024;

/** A client that takes nothing for so long is cut off: it holds a connection to the provider open. */
const CLIENT_STALL_MS = 30_000;

export interface Settled {
  /** Resolves when the last bytes may go out. */
  written: Promise<unknown>;
  /** Tells the client the cost. */
  comment: string;
}

interface Ending {
  /** The last bytes. */
  terminal: Buffer | string;
  failure?: Failure;
}

export interface StreamHooks {
  /** Sends status and headers to the client, once. */
  begin(): void;
  /** Closes the books. */
  settled(record: AttemptRecord, outcome: RequestOutcome, status: number): Settled;
}

/** An attempt whose answer is relayed event by event. */
export class StreamAttempt extends Attempt {
  private readonly parser = new SseParser();
  private readonly translator: StreamTranslator;
  private held: (Buffer | string)[] = [];
  private heldBytes = 0;
  private stalled: NodeJS.Timeout | undefined;
  private begun = false;
  private booked = false;
  private paused = false;
  private keepAlive: KeepAlive | undefined;
  private finished = false;

  constructor(
    exchange: AdmittedExchange,
    target: Target,
    request: UpstreamRequest,
    number: number,
    private readonly hooks: StreamHooks,
  ) {
    super(exchange, target, request, number);
    this.translator = translatorFor(exchange, target, request);
  }

  /** A provider may think before its headers as well as after them: the client's silence begins with the attempt. */
  override run(): Promise<AttemptResult> {
    const { clock, keepAlive = KEEP_ALIVE_TIMES } = this.exchange.deps;
    this.keepAlive = new KeepAlive(
      timesFor(keepAlive, this.target.provider.timeouts.firstContentMs),
      () => clock.monotonic(),
      (mayCommit) => this.guarded(() => this.onSilence(mayCommit)),
    );
    return super.run();
  }

  protected override onAnswer(): void {
    const type = this.headers.get('content-type');
    if (type !== undefined && !type.includes('event-stream')) {
      this.fail({ kind: 'malformed', message: 'The provider did not answer with an event stream.' });
      return;
    }
    this.timer.enter('first_content', this.limits.firstContentMs);
  }

  protected override onAnswerData(chunk: Buffer): void {
    try {
      for (const event of this.parser.push(chunk)) {
        this.onEvent(this.translator.translate(event));
        if (this.over) return;
      }
    } catch (cause) {
      this.onUnreadable(cause);
      return;
    }
    if (this.firstContentMono !== undefined && !this.paused)
      this.timer.enter('idle', this.target.provider.timeouts.idleMs);
  }

  protected override onAnswerEnd(): void {
    try {
      for (const event of this.parser.flush()) {
        this.onEvent(this.translator.translate(event));
        if (this.over) return;
      }
    } catch (cause) {
      this.onUnreadable(cause);
      return;
    }
    // The provider left out its closing event, but the answer did finish: the client gets the event all the same.
    if (this.finished) this.succeed(this.translator.terminal());
    else this.fail({ kind: 'transport', code: 'stream_ended_early', dispatched: true });
  }

  private onUnreadable(cause: unknown): void {
    if (!(cause instanceof SseEventTooLarge))
      this.exchange.deps.onInternalError(cause, this.exchange.requestId);
    this.fail({ kind: 'malformed', message: 'The stream could not be understood.' });
  }

  private onEvent(event: Translated): void {
    if (event.usage !== undefined) this.usage = event.usage;
    if (event.finishReason !== undefined) this.finishReason = event.finishReason;
    if (event.finished === true) this.finished = true;
    this.outputWeight += event.outputWeight;
    if (event.usage !== undefined) this.reportedWeight = this.outputWeight;
    if (event.error !== undefined) {
      this.fail({ kind: 'upstream', error: event.error });
      return;
    }
    if (event.content && this.firstContentMono === undefined)
      this.firstContentMono = this.exchange.deps.clock.monotonic();
    if (event.done === true) {
      this.onDone(event.out);
      return;
    }
    if (event.out.length > 0) this.forward(event.out, event.content || event.finished === true);
  }

  private onDone(terminal: Buffer | string): void {
    // A closing event and nothing before it is no answer: another target may have one.
    if (this.finished || this.firstContentMono !== undefined || this.usage !== undefined)
      this.succeed(terminal);
    else this.fail({ kind: 'malformed', message: 'The stream ended without an answer.' });
  }

  private forward(out: Buffer | string, isAnswer: boolean): void {
    if (this.draining) {
      if (isAnswer) this.answers();
      return;
    }
    if (!this.begun) {
      this.held.push(out);
      this.heldBytes += out.length;
      if (!isAnswer && this.heldBytes <= MAX_HELD_BYTES) return;
      this.begin();
      return;
    }
    this.write(out);
  }

  private begin(): void {
    this.begun = true;
    // Not before: an outbound has one listener, and another attempt may run beside this one.
    this.exchange.outbound.onDrain(() => this.guarded(() => this.onClientDrained()));
    this.answers();
    this.hooks.begin();
    for (const out of this.held) this.write(out);
    this.held = [];
  }

  private write(out: Buffer | string): void {
    this.keepAlive?.wrote();
    if (this.exchange.outbound.write(out)) return;
    this.paused = true;
    this.control?.pause();
    this.timer.suspend();
    const { outbound, deps } = this.exchange;
    this.stalled ??= setTimeout(() => outbound.cut(), deps.clientStallMs ?? CLIENT_STALL_MS);
  }

  private onClientDrained(): void {
    // Another door tells of each chunk that was taken, also when nothing had to wait.
    if (!this.over && this.paused) this.readOn();
  }

  protected override onDraining(): void {
    this.keepAlive?.stop();
    this.held = [];
    if (this.paused) this.readOn();
  }

  private readOn(): void {
    this.paused = false;
    clearTimeout(this.stalled);
    this.stalled = undefined;
    this.control?.resume();
    if (this.firstContentMono === undefined) this.timer.enter('first_content', this.limits.firstContentMs);
    else this.timer.enter('idle', this.target.provider.timeouts.idleMs);
  }

  /** Nothing has gone to the client for a while. */
  private onSilence(mayCommit: boolean): void {
    if (this.over || this.paused || (!this.begun && !mayCommit)) return;
    if (!this.begun) this.begin();
    this.write(KEEP_ALIVE_COMMENT);
  }

  protected override close(complete: boolean, failure?: Failure): AttemptRecord {
    this.keepAlive?.stop();
    clearTimeout(this.stalled);
    return super.close(complete, failure);
  }

  /** Closes the books, once. */
  private book(record: AttemptRecord, outcome: RequestOutcome, status: number): Settled {
    this.booked = true;
    return this.hooks.settled(record, outcome, status);
  }

  /** A client that has had a part of the answer sees its connection break. */
  protected override abandon(record: AttemptRecord, failure: Failure): void {
    this.keepAlive?.stop();
    clearTimeout(this.stalled);
    if (!this.begun) {
      super.abandon(record, failure);
      return;
    }
    try {
      if (!this.booked) this.book(record, 'error', this.status);
    } catch (cause) {
      this.exchange.deps.onInternalError(cause, this.exchange.requestId);
    }
    this.exchange.outbound.cut();
    this.finish({ kind: 'streamed', record, failure });
  }

  private succeed(terminal: Buffer | string): void {
    if (this.draining) {
      this.leave(this.close(true, CLIENT_CLOSED));
      return;
    }
    if (!this.begun) this.begin();
    const record = this.close(true);
    this.end(record, this.book(record, 'success', this.status), { terminal });
  }

  protected override fail(failure: Failure): void {
    const record = this.close(false, failure);
    if (this.draining || failure.kind === 'client_closed') {
      this.leave(record);
    } else if (!this.begun) {
      this.finish({ kind: 'failed', record, failure });
    } else {
      // Bytes have gone out: no second chance, and no closing event that never came.
      const settled = this.book(record, 'error', this.status);
      const terminal = this.exchange.dialect.writeStreamError(failureToError(failure));
      this.end(record, settled, { terminal, failure });
    }
  }

  /** Ends an attempt whose client has left: nobody is to blame, and there is nothing to try again. */
  private leave(record: AttemptRecord): void {
    if (!this.begun) {
      this.finish({ kind: 'failed', record, failure: CLIENT_CLOSED });
      return;
    }
    this.book(record, 'client_closed', 499);
    this.finish({ kind: 'streamed', record, failure: CLIENT_CLOSED });
  }

  private end(record: AttemptRecord, { written, comment }: Settled, ending: Ending): void {
    const { terminal, failure } = ending;
    const send = () => {
      this.exchange.outbound.write(comment);
      this.exchange.outbound.end(terminal);
      this.finish({ kind: 'streamed', record, failure });
    };
    void written.then(() => this.guarded(send));
  }
}
