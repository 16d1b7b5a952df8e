import type { ActiveKey } from '@/lib/config/snapshot';
import type { Exchange } from './exchange';
import type { Entrance } from './key-limits';
import type { Place } from './load';

/** A request that was let in; ends exactly once. */
export class Admittance {
  constructor(
    private readonly place: Place,
    private readonly entrance: Entrance,
    private readonly answerHeaders: Record<string, string>,
  ) {}

  /** The body has come, and is so large. */
  hasBody(bytes: number): void {
    this.place.holds(bytes);
  }

  /** It is known what it asks for: input tokens, as estimated. Throws GatewayError 429. */
  charge(tokens: number): void {
    this.entrance.charge(tokens, this.answerHeaders);
  }

  /** `tokens`: what was used in the end; undefined leaves the estimate. */
  end(tokens: number | undefined): void {
    this.place.leave();
    this.entrance.end(tokens);
  }
}

/** A body of which the length is not told, or only that of its compressed form, may be as large as any. */
function bytesExpected({ deps, inbound }: Exchange): number {
  const { maxBodyBytes } = deps;
  const encoding = inbound.header('content-encoding') ?? 'identity';
  const bytes = Number(inbound.header('content-length') ?? NaN);
  const isTold = encoding.trim().toLowerCase() === 'identity' && bytes >= 0;
  return isTold ? Math.min(bytes, maxBodyBytes) : maxBodyBytes;
}

/** Whether this process has room for a request and its key may make one. Throws GatewayError `overloaded` and 429. */
export function enterRequest(exchange: Exchange, key: ActiveKey): Admittance {
  const { load, keyLimits } = exchange.deps;
  const place = load.enter(key.team ?? key.id, bytesExpected(exchange));
  let entrance: Entrance;
  try {
    entrance = keyLimits.enter(key, 0, exchange.answerHeaders);
  } catch (error) {
    place.leave();
    throw error;
  }
  return new Admittance(place, entrance, exchange.answerHeaders);
}
