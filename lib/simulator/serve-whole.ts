import { countOutput } from './answer';
import type { Ask } from './ask';
import { Bill } from './bill';
import type { Exchange } from './exchange';
import { quirksOf } from './faults/quirks';
import { sendWhole } from './faults/send-whole';
import { wholeMs } from './pace';
import type { PreparedAnswer } from './prepare-answer';
import type { Wire } from './wire';

/** Answers in one piece. It bills when the answer is generated, even if the client has gone meanwhile. */
export async function serveWhole(
  exchange: Exchange,
  wire: Wire,
  ask: Ask,
  prepared: PreparedAnswer,
): Promise<void> {
  const { state } = exchange;
  const { answer, pace, model } = prepared;
  const output = countOutput(answer.choices);
  await state.shutdown.wait(wholeMs(pace, output.text + output.reasoning) - exchange.elapsedMs);
  // Stopped in mid-generation: nothing came of it.
  if (state.shutdown.closing) return;
  new Bill(exchange, wire, model, answer, false).settle(output, true);
  if (exchange.line.gone) return;
  const body = Buffer.from(JSON.stringify(wire.answer(ask, answer, quirksOf(exchange.fault))));
  await sendWhole(exchange, body, wire.headers(exchange.requestId, exchange.elapsedMs));
}
