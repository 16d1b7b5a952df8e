import { createHash } from 'node:crypto';

/** W3C trace context: ids in hex. */
export interface TraceContext {
  traceId: string;
  spanId: string;
  /** Bit 0: sampled. */
  flags: number;
}

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;
const ZERO = /^0+$/;
const LONGEST = 128;

/** Undefined for anything that is no `traceparent`. Fields that later versions append are let through. */
export function readTraceparent(text: string | undefined): TraceContext | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const [, version, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(text) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && text.length !== 55)) return undefined;
  if (ZERO.test(traceId) || ZERO.test(spanId)) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

export function writeTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;
}

const SAMPLED = 1;
const hex = (text: string, digits: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * Where a request, or its n-th attempt, stands in a trace. Ids come from the request's own id, so that what is sent to a
 * provider and what is exported later agree without anything being kept in between.
 */
export function contextOf(
  requestId: string,
  parent: TraceContext | undefined,
  attempt?: number,
): TraceContext {
  return {
    traceId: parent?.traceId ?? hex(`trace ${requestId}`, 32),
    spanId: hex(`span ${requestId} ${attempt ?? ''}`, 16),
    flags: parent?.flags ?? SAMPLED,
  };
}

export function isSampled({ flags }: TraceContext): boolean {
  return (flags & SAMPLED) === SAMPLED;
}
