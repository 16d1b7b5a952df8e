import { dialectFor } from '@/lib/dialects/registry';
import { type AnswerHeaders, NO_HEADERS } from '@/lib/providers/answer-headers';
import { openUpstream, type UpstreamControl, type UpstreamListener } from '@/lib/providers/open-upstream';
import type { Failure } from '@/lib/resilience/after-failure';
import type { AttemptOutcome, AttemptRecord } from '@/lib/ledger/records';
import type { Usage } from '@/lib/pricing/usage';
import type { Target } from '@/lib/routing/select-targets';
import { attemptLimits, type AttemptLimits } from '../targets/attempt-limits';
import { bareRecord } from '../books/bare-record';
import type { AdmittedExchange } from '../exchange';
import { PhaseTimer, type Phase } from '../upstream/phase-timer';
import { retryAfterSeconds } from '../upstream/retry-after';
import { settleAttempt } from '../books/settle-attempt';
import type { UpstreamRequest } from '../upstream/upstream-request';

export type AttemptResult = AttemptEnding & {
  /** What it was given for its first content, or for a whole answer, ms. */
  limitMs: number;
};

type AttemptEnding =
  /** Nothing has reached the client; another target may be tried. */
  | { kind: 'failed'; record: AttemptRecord; failure: Failure }
  /** A whole answer, not yet sent. `exchange`: as it was asked, with its output limited where it was. */
  | {
      kind: 'answered';
      record: AttemptRecord;
      body: Buffer;
      dropped: readonly string[];
      exchange: AdmittedExchange;
    }
  /** The client has had a stream, to its end or to its breaking; the books are closed. */
  | { kind: 'streamed'; record: AttemptRecord; failure?: Failure };

export const CLIENT_CLOSED: Failure = { kind: 'client_closed' };

/** The connect timer of undici is a coarse one. */
const CONNECT_SLACK_MS = 1_000;

/** Error bodies are read for their meaning only. */
const MAX_ERROR_BYTES = 256 * 1024;

/** What JSON and streamed attempts share: timers, the error answer, the client that leaves, the record. */
export abstract class Attempt implements UpstreamListener {
  protected readonly startedAt: number;
  readonly startedMono: number;
  protected readonly timer: PhaseTimer;
  protected readonly limits: AttemptLimits;
  protected control: UpstreamControl | undefined;
  protected status = 0;
  protected headers = NO_HEADERS;
  protected over = false;
  /** The client has gone, and the answer is read to its end for what it costs. */
  protected draining = false;
  /** Its answer is the one that the client gets, or would have got. */
  answering = false;
  /** Called once, before anything of its answer reaches the client. */
  onAnswering: (() => void) | undefined;
  /** What the record says beside the failure, as far as it is known. */
  protected usage: Usage | undefined;
  protected outputWeight = 0;
  protected reportedWeight = 0;
  protected firstContentMono: number | undefined;
  protected finishReason: string | undefined;
  private errorChunks: Buffer[] | undefined;
  private errorBytes = 0;
  private resolve: (result: AttemptResult) => void = () => undefined;

  constructor(
    protected readonly exchange: AdmittedExchange,
    protected readonly target: Target,
    protected readonly request: UpstreamRequest,
    protected readonly number: number,
  ) {
    const { clock } = exchange.deps;
    this.startedAt = clock.now();
    this.startedMono = clock.monotonic();
    this.limits = attemptLimits(exchange, target);
    this.timer = new PhaseTimer(
      () => clock.monotonic(),
      (phase) => this.guarded(() => this.onTimeout(phase)),
    );
  }

  run(): Promise<AttemptResult> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.timer.startTotal(this.exchange.settings.totalMs ?? this.target.provider.timeouts.totalMs);
      this.timer.enter('headers', this.limits.headersMs);
      this.guarded(() => {
        this.control = openUpstream(this.request, this);
      });
    });
  }

  /** The client has gone: the provider is stopped at once, or let finish for the books where it is configured so. */
  clientGone(): void {
    if (this.over || this.draining) return;
    const { onClientGone } = this.target.provider;
    this.draining = onClientGone === 'drain' && this.wasDispatched() && this.exchange.deps.load.enterDrain();
    this.guarded(() => (this.draining ? this.onDraining() : this.fail({ kind: 'client_closed' })));
  }

  /** Another attempt has answered. */
  supersede(): void {
    if (!this.over) this.guarded(() => this.fail({ kind: 'superseded' }));
  }

  /** This process stops before the answer has ended. */
  cut(): void {
    if (!this.over) {
      const dispatched = this.wasDispatched();
      this.guarded(() => this.fail({ kind: 'transport', code: 'gateway_stopping', dispatched }));
    }
  }

  onHeaders(status: number, headers: AnswerHeaders): void {
    this.status = status;
    this.headers = headers;
    if (status >= 300) {
      this.errorChunks = [];
      this.timer.enter('idle', this.target.provider.timeouts.idleMs);
      return;
    }
    try {
      this.onAnswer();
    } catch (cause) {
      this.failInside(cause);
    }
  }

  onData(chunk: Buffer): void {
    if (this.over) return;
    if (this.errorChunks !== undefined) {
      this.errorBytes += chunk.length;
      if (this.errorBytes <= MAX_ERROR_BYTES) this.errorChunks.push(chunk);
      else this.onEnd();
      return;
    }
    try {
      this.onAnswerData(chunk);
    } catch (cause) {
      this.failInside(cause);
    }
  }

  onEnd(): void {
    if (this.over) return;
    const { errorChunks } = this;
    try {
      if (errorChunks === undefined) this.onAnswerEnd();
      else this.failWithAnswer(Buffer.concat(errorChunks).toString('utf8'));
    } catch (cause) {
      this.failInside(cause);
    }
  }

  onError({ code, dispatched, reused }: { code: string; dispatched: boolean; reused?: boolean }): void {
    if (this.over) return;
    const timedOut = code === 'UND_ERR_CONNECT_TIMEOUT';
    const failure: Failure = timedOut
      ? { kind: 'timeout', phase: 'connect' }
      : { kind: 'transport', code, dispatched, reused: reused === true && this.status === 0 };
    this.guarded(() => this.fail(failure));
  }

  protected abstract onAnswer(): void;
  protected abstract onAnswerData(chunk: Buffer): void;
  protected abstract onAnswerEnd(): void;
  protected answers(): void {
    if (this.answering) return;
    this.answering = true;
    this.onAnswering?.();
  }

  /** From now on nobody waits for the answer. */
  protected abstract onDraining(): void;
  /** Ends the attempt without success. */
  protected abstract fail(failure: Failure): void;

  protected upstreamFailure(body: string, status: number): Failure | undefined {
    const error = dialectFor(this.target.provider.dialect).readError(status, body);
    if (error === undefined) return undefined;
    return {
      kind: 'upstream',
      error,
      retryAfterS: retryAfterSeconds(this.headers.get('retry-after'), this.exchange.deps.clock.now()),
    };
  }

  private failWithAnswer(body: string): void {
    if (this.status < 400)
      this.fail({ kind: 'malformed', message: `The provider answered ${this.status}.`, redirect: true });
    else
      this.fail(
        this.upstreamFailure(body, this.status) ?? { kind: 'malformed', message: `Status ${this.status}.` },
      );
  }

  private onTimeout(phase: Phase): void {
    if (this.over) return;
    if (this.wasDispatched()) this.fail({ kind: 'timeout', phase });
    // A connection that was being made would have failed by now: there was none to make, for all are taken.
    else if (this.exchange.deps.clock.monotonic() - this.startedMono > this.longestConnectMs())
      this.fail({ kind: 'timeout', phase, dispatched: false });
    else this.fail({ kind: 'timeout', phase: 'connect' });
  }

  private longestConnectMs(): number {
    return this.target.provider.timeouts.connectMs + CONNECT_SLACK_MS;
  }

  private wasDispatched(failure?: Failure): boolean {
    if (failure?.kind === 'transport') return failure.dispatched;
    return this.status > 0 || this.control?.dispatched === true;
  }

  /** Runs what happens at a time of its own. What comes with each chunk says the same without a closure. */
  protected guarded(step: () => void): void {
    try {
      step();
    } catch (cause) {
      this.failInside(cause);
    }
  }

  /** Nobody else would catch what a callback throws: the attempt ends, and with it all that is held for it. */
  private failInside(cause: unknown): void {
    this.exchange.deps.onInternalError(cause, this.exchange.requestId);
    this.over = true;
    this.timer.stop();
    this.control?.abort();
    const { number: attempt, startedAt, startedMono, status } = this;
    const made = { attempt, startedAt, startedMono, status };
    this.abandon(bareRecord(this.exchange, this.target, made), {
      kind: 'malformed',
      message: 'The answer could not be handled.',
    });
  }

  /** Ends an attempt that failed inside this gateway. Never throws. */
  protected abandon(record: AttemptRecord, failure: Failure): void {
    this.finish({ kind: 'failed', record, failure });
  }

  /** Stops the timers and the upstream, and writes down what happened. */
  protected close(complete: boolean, failure?: Failure): AttemptRecord {
    this.over = true;
    this.timer.stop();
    if (complete) this.control?.release();
    else this.control?.abort();
    const id = this.headers.get('x-request-id') ?? this.headers.get('request-id');
    return settleAttempt(this.exchange, this.target, {
      attempt: this.number,
      startedAt: this.startedAt,
      startedMono: this.startedMono,
      status: this.status,
      outcome: outcomeOf(failure),
      failure,
      dispatched: this.wasDispatched(failure),
      complete,
      providerRequestId: id?.slice(0, 200),
      reported: this.usage,
      outputWeight: this.outputWeight,
      reportedWeight: this.reportedWeight,
      firstContentMono: this.firstContentMono,
      finishReason: this.finishReason,
    });
  }

  protected finish(ending: AttemptEnding): void {
    // At once: the books of the request may be closed in this very turn.
    if (ending.kind !== 'streamed') this.exchange.attempts.push(ending.record);
    if (this.draining) this.exchange.deps.load.leaveDrain();
    const { headersMs, firstContentMs } = this.limits;
    this.resolve(Object.assign(ending, { limitMs: this.exchange.chat.stream ? firstContentMs : headersMs }));
  }
}

function outcomeOf(failure: Failure | undefined): AttemptOutcome {
  if (failure === undefined) return 'success';
  if (failure.kind === 'timeout') return 'timeout';
  return failure.kind === 'client_closed' || failure.kind === 'superseded' ? failure.kind : 'error';
}
