import { findErrorBody } from '@/lib/dialects/error-body';
import { exactly, stringifyExact } from '@/lib/dialects/exact-json';
import { isAnswer } from '@/lib/dialects/is-answer';
import { dialectFor } from '@/lib/dialects/registry';
import { sumMeters } from '@/lib/dialects/sum-meters';
import type { AttemptRecord } from '@/lib/ledger/records';
import type { Usage } from '@/lib/pricing/usage';
import type { Failure } from '@/lib/resilience/after-failure';
import { answerWeight } from '../books/answer-weight';
import { Attempt, CLIENT_CLOSED } from './attempt';

/** No answer in one piece is larger; a provider that sends more is broken. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** No part of JSON, and clients would stumble over it. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === BYTE_ORDER_MARK[0] && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
    ? bytes.subarray(3)
    : bytes;
}

/** Whether what the provider reported has a count of the output. */
function saysOutput(usage: Usage | undefined): boolean {
  return (
    usage !== undefined && (usage.provenance !== 'partial' || sumMeters(usage.meters, 'out.') !== undefined)
  );
}

/** An attempt whose answer comes in one piece: collected, understood, and only then given to the client. */
export class JsonAttempt extends Attempt {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  protected override onAnswer(): void {
    this.timer.enter('idle', this.target.provider.timeouts.idleMs);
  }

  protected override onAnswerData(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > MAX_ANSWER_BYTES) {
      this.fail({ kind: 'malformed', message: `An answer of over ${MAX_ANSWER_BYTES} bytes.` });
      return;
    }
    this.chunks.push(chunk);
    this.timer.enter('idle', this.target.provider.timeouts.idleMs);
  }

  protected override onAnswerEnd(): void {
    const bytes = withoutMark(
      this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks),
    );
    const text = bytes.toString('utf8');
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      this.fail({ kind: 'malformed', message: 'The answer is not JSON.' });
      return;
    }
    const upstream = dialectFor(this.target.provider.dialect);
    try {
      const hidden = findErrorBody(answer) === undefined ? undefined : upstream.readError(200, text);
      if (hidden !== undefined) {
        this.fail({ kind: 'upstream', error: hidden });
        return;
      }
      this.usage = upstream.readUsage(answer);
      if (!saysOutput(this.usage) && this.exchange.operation === 'chat')
        this.outputWeight = answerWeight(upstream, answer);
      if (!isAnswer(answer, this.exchange.operation === 'chat' ? upstream.name : 'embeddings')) {
        this.fail({ kind: 'malformed', message: 'The JSON is no answer.' });
        return;
      }
      if (this.draining) {
        this.answers();
        this.end(this.close(true, CLIENT_CLOSED), CLIENT_CLOSED);
        return;
      }
      const body = this.request.passThrough ? bytes : this.convert(exactly(text, answer));
      this.answers();
      const { exchange, request } = this;
      this.finish({ kind: 'answered', record: this.close(true), body, dropped: request.dropped, exchange });
    } catch (cause) {
      this.exchange.deps.onInternalError(cause, this.exchange.requestId);
      this.fail({ kind: 'malformed', message: 'The answer could not be understood.' });
    }
  }

  private convert(answer: unknown): Buffer {
    const response = dialectFor(this.target.provider.dialect).decodeResponse(answer);
    this.finishReason = response.choices[0]?.finishReason;
    // Some vendors say no creation time, and OpenAI's clients expect one.
    response.createdS ??= Math.floor(this.startedAt / 1000);
    return Buffer.from(stringifyExact(this.exchange.dialect.encodeResponse(response)));
  }

  protected override fail(failure: Failure): void {
    // Whatever becomes of an answer that nobody waits for, there is nothing to try again.
    this.end(this.close(false, failure), this.draining ? CLIENT_CLOSED : failure);
  }

  private end(record: AttemptRecord, failure: Failure): void {
    this.finish({ kind: 'failed', record, failure });
  }

  protected override onDraining(): void {
    // It is collected as before.
  }
}
