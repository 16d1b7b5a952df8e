import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { Exchange } from '../exchange';
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

  /** It is known what it asks for: input tokens, as estimated. Throws GatewayError 429; a promise of that only where others are asked. */
  charge(tokens: number): Promise<void> | void {
    return this.entrance.charge(tokens, this.answerHeaders);
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

/**
 * Whether this process has room for a request and its key may make one. Throws GatewayError `overloaded` and 429; a promise of
 * that only where other processes are asked, which on the path of requests is not waited for without need.
 */
export function enterRequest(exchange: Exchange, key: ActiveKey): Admittance | Promise<Admittance> {
  const { answerHeaders, deps } = exchange;
  const place = deps.load.enter(key.team ?? key.id, bytesExpected(exchange));
  const refused = (error: unknown): never => {
    place.leave();
    throw error;
  };
  try {
    const entering = deps.keyLimits.enter(key, 0, answerHeaders);
    if (!(entering instanceof Promise)) return new Admittance(place, entering, answerHeaders);
    return entering.then((entrance) => new Admittance(place, entrance, answerHeaders), refused);
  } catch (error) {
    return refused(error);
  }
}
