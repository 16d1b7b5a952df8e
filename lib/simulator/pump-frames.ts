import type { OutputCounts } from './answer';
import type { ClientLine } from './client-line';
import { STRIKES_IN_STREAM, strike, type StrikeEnd } from './faults/strike';
import type { Fault } from './faults/kinds';
import type { Pace } from './pace';
import { StreamWriter } from './stream-writer';
import type { Frame } from './wire';

export interface Pump {
  line: ClientLine;
  frames: Iterable<Frame>;
  pace: Pace;
  /** Milliseconds since the request came. */
  elapsedMs(): number;
  fault: Fault | undefined;
  /** Counted up as tokens are generated. */
  output: OutputCounts;
  /** Called once when all content is generated, before the client can see the end. */
  onGenerated(): void;
  /** Called before an error object goes out; the text of that object. */
  onError(afterContent: boolean): string;
  /** The vendor opens its stream before it can fail. */
  opensBeforeError: boolean;
}

export type PumpEnd = 'complete' | StrikeEnd;

/** A timer cannot wait less than about this. */
const SHORTEST_WAIT_MS = 0.5;

/** Sends frames when they are due, with back-pressure, until the end, a fault, or the client's leaving. */
export async function pumpFrames(pump: Pump): Promise<PumpEnd> {
  const { line, pace, fault, output } = pump;
  const writer = new StreamWriter(line, fault?.kind === 'split');
  let pending = fault && STRIKES_IN_STREAM.has(fault.kind) ? fault : undefined;
  let tokens = 0;
  let seen = 0;
  let generated = false;
  for (const frame of pump.frames) {
    const strikes =
      pending && frame.part !== 'open' && (frame.part === 'close' || seen >= strikesAfter(pending));
    if (pending && strikes) {
      const end = await strike(pending, pump, writer);
      pending = undefined;
      if (end) return end;
    }
    if (frame.part === 'content') {
      await untilDue(writer, line, pace.firstTokenMs + tokens * pace.perTokenMs - pump.elapsedMs());
      if (line.gone) return 'gone';
      tokens += 1;
      if (frame.text !== '') seen += 1;
      if (frame.reasoning) output.reasoning += 1;
      else output.text += 1;
    } else if (frame.part === 'close' && !generated) {
      generated = true;
      pump.onGenerated();
    }
    if (frame.text !== '') writer.push(frame.text);
  }
  await writer.flush();
  return 'complete';
}

function strikesAfter(fault: Fault): number {
  return fault.kind === 'slow_first_content' || fault.kind === 'error_before_content' ? 0 : fault.after;
}

async function untilDue(writer: StreamWriter, line: ClientLine, waitMs: number): Promise<void> {
  if (waitMs > SHORTEST_WAIT_MS) {
    await writer.flush();
    await line.sleep(Math.max(1, Math.round(waitMs)));
  } else if (writer.isFull) {
    await writer.flush();
    await line.breathe();
  }
}
