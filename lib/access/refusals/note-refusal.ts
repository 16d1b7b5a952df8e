import { systemClock, type Clock } from '@/lib/clock';
import { newRequestId } from '@/lib/gateway/entrance/request-id';
import { logger } from '@/lib/logger';
import { OtherSiteError } from '@/lib/users/other-site-error';
import type { Viewer } from '@/lib/users/viewer';
import { refusalReason, type Refusal, type RefusalReason } from './refusal';
import { RefusalTally } from './refusal-tally';

/** Name of the event in the log, by which one searches for it. */
const EVENT = 'access.refused';
/** A timer that never fires early must not find a minute that is not over. */
const TIMER_MS = RefusalTally.WINDOW_MS + 100;

/** What was asked for, and from where. */
export type Asked = Pick<Refusal, 'address' | 'method' | 'route'>;

const tally = new RefusalTally();
/** An error passes several who would write it down. */
const noted = new WeakSet<object>();
let timer: NodeJS.Timeout | undefined;

/** Writes down that an error turned somebody away, once. The request's id in the log; undefined for any other error. */
export function noteRefusal(thrown: unknown, asked: Asked, caller?: Viewer): string | undefined {
  const reason = refusalReason(thrown);
  if (reason === undefined || !(thrown instanceof Error) || noted.has(thrown)) return undefined;
  noted.add(thrown);
  const viewer = thrown instanceof OtherSiteError ? (thrown.viewer ?? caller) : caller;
  return logRefusal(reason, asked, viewer);
}

/** The same where no error says so. */
export function logRefusal(
  reason: RefusalReason,
  { address, method, route }: Asked,
  viewer?: Viewer,
  clock: Clock = systemClock,
): string {
  const requestId = newRequestId(clock.now());
  const { id: caller, tokenId } = viewer ?? {};
  const refusal: Refusal = { reason, address, caller, tokenId, method, route, requestId };
  tellAgain(clock);
  if (tally.admit(refusal, clock.monotonic())) logger.warn({ event: EVENT, ...refusal }, 'refused');
  timer ??= setTimeout(tellLater, TIMER_MS, clock).unref();
  return requestId;
}

function tellLater(clock: Clock): void {
  timer = undefined;
  tellAgain(clock);
  if (!tally.isEmpty) timer = setTimeout(tellLater, TIMER_MS, clock).unref();
}

function tellAgain(clock: Clock): void {
  for (const again of tally.close(clock.monotonic()))
    logger.warn({ event: EVENT, ...again }, 'refused again in that minute');
}
