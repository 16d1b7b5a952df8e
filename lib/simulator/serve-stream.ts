import type { OutputCounts } from './answer';
import type { Ask } from './ask';
import { Bill } from './bill';
import type { Exchange } from './exchange';
import { quirksOf } from './faults/quirks';
import type { PreparedAnswer } from './prepare-answer';
import { pumpFrames, type PumpEnd } from './pump-frames';
import type { Wire } from './wire';

/** Far more than any stream has. */
const WRONG_LENGTH = 1_000_000_000;

/** Streams an answer. It bills from the moment its headers are sent: whatever was generated, once. */
export async function serveStream(
  exchange: Exchange,
  wire: Wire,
  ask: Ask,
  prepared: PreparedAnswer,
): Promise<void> {
  const { line, fault } = exchange;
  const { answer, pace, model } = prepared;
  if (pace.headersMs > exchange.elapsedMs) await line.sleep(pace.headersMs - exchange.elapsedMs);
  if (line.gone) return;
  sendHead(exchange, wire);
  const bill = new Bill(exchange, wire, model, answer, true);
  const output: OutputCounts = { text: 0, reasoning: 0 };
  let billable = true;
  const end = await pumpFrames({
    line,
    frames: wire.frames(ask, answer, quirksOf(fault)),
    pace,
    elapsedMs: () => exchange.elapsedMs,
    fault,
    output,
    onGenerated: () => bill.settle(output, true),
    onError: (afterContent) => {
      billable = afterContent;
      if (afterContent) bill.settle(output, false);
      const message = 'The server had an error while processing your request. Sorry about that!';
      return wire.errorFrame(
        { status: wire.vendor === 'anthropic' ? 529 : 500, message },
        exchange.requestId,
      );
    },
    opensBeforeError: wire.vendor === 'anthropic',
  });
  if (billable) bill.settle(output, false);
  finish(exchange, end);
}

function sendHead(exchange: Exchange, wire: Wire): void {
  const kind = exchange.fault?.kind;
  const headers: Record<string, string> = {
    'content-type': kind === 'wrong_content_type' ? 'text/plain' : 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...wire.headers(exchange.requestId, exchange.elapsedMs),
  };
  if (kind === 'wrong_content_length') headers['content-length'] = String(WRONG_LENGTH);
  exchange.response.writeHead(200, headers);
  exchange.response.flushHeaders();
}

function finish(exchange: Exchange, end: PumpEnd): void {
  if (exchange.line.gone) return;
  if (end !== 'gone' && exchange.fault?.kind === 'wrong_content_length')
    exchange.response.socket?.destroySoon();
  else if (!exchange.response.destroyed) exchange.response.end();
}
