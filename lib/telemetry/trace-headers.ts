import type { Inbound } from '@/lib/http/exchange';
import { setHeader, type HeaderList } from '@/lib/providers/header-list';
import { contextOf, readTraceparent, writeTraceparent } from './trace-context';

/** Printable ASCII, as the standard has it; longer ones may be dropped. */
const TRACESTATE = /^[\x20-\x7e]{1,512}$/;
const OF_ATTEMPT = /^(.*)\.(\d+)$/;

/** Whether spans are exported, so that what is sent on names ours as the parent. Set once, when a process starts. */
export const tracing = { on: false };

/** The client's `traceparent` as it came; undefined when there is none or it is none. */
export function traceparentOf(inbound: Inbound): string | undefined {
  const text = inbound.header('traceparent');
  return text !== undefined && readTraceparent(text) !== undefined ? text : undefined;
}

/** Carries the client's trace on to the provider; where spans are exported, with the attempt's own as the parent. */
export function addTraceHeaders(inbound: Inbound, headers: HeaderList, clientRequestId: string): void {
  const traceparent = traceparentOf(inbound);
  if (traceparent === undefined && !tracing.on) return;
  const [, requestId, attempt] = (tracing.on && OF_ATTEMPT.exec(clientRequestId)) || [];
  if (requestId !== undefined)
    setHeader(
      headers,
      'traceparent',
      writeTraceparent(contextOf(requestId, readTraceparent(traceparent), Number(attempt))),
    );
  else if (traceparent !== undefined) setHeader(headers, 'traceparent', traceparent);
  if (traceparent === undefined) return;
  const tracestate = inbound.header('tracestate');
  if (tracestate !== undefined && TRACESTATE.test(tracestate)) setHeader(headers, 'tracestate', tracestate);
}
