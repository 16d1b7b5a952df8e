import type { Quirks } from '../wire';
import type { Fault } from './kinds';

/** What a fault changes in the frames themselves. */
export function quirksOf(fault: Fault | undefined): Quirks {
  const usage =
    fault?.kind === 'missing_usage'
      ? 'missing'
      : fault?.kind === 'usage_every_chunk'
        ? 'every_chunk'
        : 'normal';
  return { usage, done: fault?.kind !== 'missing_done', endless: fault?.kind === 'endless' };
}
