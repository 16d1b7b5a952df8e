import { GatewayError } from '@/lib/errors/gateway-error';
import { afterFailure, type Failure } from '@/lib/resilience/after-failure';
import { targetName, type Target } from '@/lib/routing/select-targets';
import type { AttemptResult } from './attempt';
import { attemptTarget, type Course, stopUnlessWanted } from './attempt-target';
import { escalate } from './cascade';
import { downgradeTargets } from '../plan/downgrade';
import type { AdmittedExchange } from '../exchange';
import { failureToError } from '../upstream/failure-to-error';
import { giveAnswer } from '../answer/give-answer';
import { tryHedged } from './hedge-attempts';
import { type Chosen, TargetQueue } from '../targets/target-queue';
import { tryTarget, type Current, type Tried } from './try-target';

const ANOTHER_MAY_DO: ReadonlySet<string> = new Set([
  'unsupported_parameter',
  'budget_exceeded',
  'cost_ceiling_exceeded',
]);

type Answered = Extract<AttemptResult, { kind: 'answered' }>;

/** One request on its way from target to target, and what it has come to so far. */
export class Walk {
  private lastFailure: Failure | undefined;
  /** Why a target was passed over that could not even be asked. */
  private untellable: GatewayError | undefined;
  /** An answer that a check stopped: better than none, should nobody give another. */
  private stopped: (() => Promise<void>) | undefined;

  constructor(
    private readonly exchange: AdmittedExchange,
    private queue: TargetQueue,
    private readonly course: Course,
    private current: Current,
  ) {}

  /** Resolves when the client has an answer; throws GatewayError when nobody gave one. */
  async tryInOrder(): Promise<void> {
    const give = await this.findAnswer().catch((error: unknown) => this.stoppedOr(error));
    await give?.();
  }

  /** What gives the answer, or undefined where the client has had it; throws as above. */
  private async findAnswer(): Promise<(() => Promise<void>) | undefined> {
    const { exchange } = this;
    for (;;) {
      stopUnlessWanted(exchange, this.current);
      const chosen = this.queue.take() ?? (await this.queue.takeBusy(this.current));
      if (chosen === undefined) {
        // It may have left, or been cut, while it waited for a place.
        stopUnlessWanted(exchange, this.current);
        return this.giveUp();
      }
      let tried: Tried;
      try {
        tried = await tryHedged(exchange, chosen, this.racing());
      } catch (error) {
        if (!this.passOver(chosen.target, error)) throw error;
        continue;
      }
      const { target, result } = tried;
      if (result.kind === 'streamed') return undefined;
      if (result.kind === 'answered') {
        if (!this.goesOn(target, result))
          return () => giveAnswer(result.exchange, target, result.body, result.dropped);
      } else {
        this.lastFailure = result.failure;
        const { failOver, cool } = afterFailure(result.failure);
        if (!failOver) return this.giveUp();
        // A credential that is left alone now says nothing of its siblings.
        if (cool !== undefined) this.queue.again(target);
      }
    }
  }

  private racing() {
    const { exchange, queue, course } = this;
    const run = (chosen: Chosen, current: Current) =>
      tryTarget(exchange, chosen, {
        queue,
        current,
        attempt: ({ target, admission, freshConnection }) =>
          attemptTarget(exchange, { target, admission, freshConnection, course, current }),
      });
    const passOver = (target: Target, error: unknown) => this.passOver(target, error);
    return { queue, runs: course.runs, run, passOver };
  }

  /** Whether this target has no words for the request, or costs more than a budget has left: another one may do. */
  private passOver(target: Target, error: unknown): boolean {
    if (!(error instanceof GatewayError) || !ANOTHER_MAY_DO.has(error.code)) return false;
    this.untellable = error;
    if (error.code === 'budget_exceeded') this.queue.add(downgradeTargets(this.exchange, target));
    this.exchange.header.route.skipped.push({ target: targetName(target), reason: error.message });
    return true;
  }

  /** Whether a better model is asked for the same, because a check stops this answer. */
  private goesOn(target: Target, { exchange: asked, record, body, dropped }: Answered): boolean {
    const better = escalate(this.exchange, target, body);
    if (better === undefined) return false;
    this.stopped = () => {
      asked.header.route.servedAttempt = record.attempt;
      return giveAnswer(asked, target, body, dropped);
    };
    this.queue = new TargetQueue(this.exchange, better);
    // What ran before is over, also where a hedge has ended it.
    this.current = this.course.runs[0] = { attempt: undefined, wake: undefined, isCut: this.current.isCut };
    return true;
  }

  /** The answer that a check stopped, whyever nobody gives a better one. Throws the error where there is none. */
  private stoppedOr(error: unknown): () => Promise<void> {
    const { stopped, exchange } = this;
    if (stopped === undefined || exchange.outbound.clientGone || !(error instanceof GatewayError))
      throw error;
    return stopped;
  }

  private giveUp(): never {
    const { lastFailure, untellable } = this;
    if (lastFailure === undefined) throw untellable ?? this.queue.error();
    const error = failureToError(lastFailure, this.exchange.attempts.length);
    throw untellable?.code === 'cost_ceiling_exceeded' ? withReason(error, untellable.message) : error;
  }
}

/** The failure of the last attempt, and what kept the request from another one. */
function withReason(error: GatewayError, reason: string): GatewayError {
  const { param, retryAfterS, shouldRetry } = error;
  return new GatewayError(error.code, `${error.message} ${reason}`, { param, retryAfterS, shouldRetry });
}
