import type { Landing } from '@/lib/cache/answer-cache';
import type { Seat } from '@/lib/cache/flights';
import { GatewayError } from '@/lib/errors/gateway-error';
import { CLIENT_CLOSED } from '../attempts/attempt';
import type { AdmittedExchange } from '../exchange';
import { failureToError } from '../upstream/failure-to-error';

/** A whole answer is worth waiting for; of a stream the first words count, so those who would wait longer ask for themselves. */
const PATIENCE_MS = { json: 120_000, stream: 5_000 };

/**
 * What an identical request that is under way got; `none`: no answer; `late`: it takes too long. Throws GatewayError when
 * meanwhile the client leaves or this process stops.
 */
export async function awaitFlight(
  { outbound, deps, chat }: AdmittedExchange,
  seat: Seat<Landing>,
): Promise<Landing | 'none' | 'late'> {
  let left: 'late' | 'cut' | undefined;
  const leave = (why: typeof left) => {
    left ??= why;
    seat.leave();
  };
  const running = { cut: () => leave('cut') };
  const timer = setTimeout(() => leave('late'), chat.stream ? PATIENCE_MS.stream : PATIENCE_MS.json);
  outbound.onClientGone(() => seat.leave());
  deps.load.add(running);
  try {
    const answer = await seat.outcome;
    if (outbound.clientGone) throw failureToError(CLIENT_CLOSED);
    if (left === 'cut') throw new GatewayError('overloaded', 'This gateway is stopping.', { retryAfterS: 1 });
    return answer ?? left ?? 'none';
  } finally {
    clearTimeout(timer);
    deps.load.remove(running);
  }
}
