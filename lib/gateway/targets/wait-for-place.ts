import type { TargetLimits } from './target-limits';
import type { Current } from '../attempts/try-target';

/** A client rather hears soon that there is no place than late. */
const MAX_WAIT_MS = 1_000;

/** Waits in line for a place at a busy target. False: none in time, too many wait already, or the client has gone. */
export function waitForPlace(
  limits: TargetLimits,
  { scope, team, current }: { scope: string; team: string; current: Current },
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (hasPlace: boolean) => {
      clearTimeout(timer);
      current.wake = undefined;
      resolve(hasPlace);
    };
    const timer = setTimeout(() => giveUp(), MAX_WAIT_MS);
    const entry = limits.queue(scope, team, () => settle(true));
    const giveUp = () => {
      if (entry.kind === 'queued') entry.ticket.cancel();
      settle(false);
    };
    if (entry.kind === 'queued') current.wake = giveUp;
    else settle(entry.kind === 'entered');
  });
}
