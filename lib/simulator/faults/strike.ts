import type { Pump } from '../pump-frames';
import type { StreamWriter } from '../stream-writer';
import type { Fault, FaultKind } from './kinds';

/** `gone`: the client left. `broken`: the stream ends here. */
export type StrikeEnd = 'gone' | 'broken';

/** Faults that happen at a point within a stream. */
export const STRIKES_IN_STREAM: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'slow_first_content',
  'stall',
  'reset_mid',
  'error_before_content',
  'error_after_content',
]);

const SLOW_MS = 30_000;
const STALL_MS = 600_000;
/** A reset destroys what the other side has not read yet: give it time to read. */
const BEFORE_RESET_MS = 25;

/** Lets a fault happen. Undefined: the stream goes on. */
export async function strike(fault: Fault, pump: Pump, writer: StreamWriter): Promise<StrikeEnd | undefined> {
  const { line } = pump;
  switch (fault.kind) {
    case 'slow_first_content':
      await writer.flush();
      await line.sleep(fault.waitMs ?? SLOW_MS);
      return line.gone ? 'gone' : undefined;
    case 'stall':
      await writer.flush();
      await line.sleep(fault.waitMs ?? STALL_MS);
      if (line.gone) return 'gone';
      line.reset();
      return 'broken';
    case 'reset_mid':
      await writer.flush();
      await line.sleep(BEFORE_RESET_MS);
      line.reset();
      return 'broken';
    case 'error_before_content':
      if (!pump.opensBeforeError) writer.discard();
      writer.push(pump.onError(false));
      await writer.flush();
      return 'broken';
    case 'error_after_content':
      writer.push(pump.onError(true));
      await writer.flush();
      return 'broken';
    default:
      return undefined;
  }
}
