import type { ActiveKey } from '@/lib/config/snapshot';
import type { Exchange } from './exchange';
import type { Entrance } from './key-limits';

/** A request that was let in; ends exactly once. */
export interface Admittance {
  /** The body has come, and is so large. */
  hasBody(bytes: number): void;
  /** It is known what it asks for: input tokens, as estimated. Throws GatewayError 429. */
  charge(tokens: number): void;
  /** `tokens`: what was used in the end; undefined leaves the estimate. */
  end(tokens: number | undefined): void;
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
  return {
    hasBody: (bytes) => place.holds(bytes),
    charge: (tokens) => entrance.charge(tokens, exchange.answerHeaders),
    end(tokens) {
      place.leave();
      entrance.end(tokens);
    },
  };
}
