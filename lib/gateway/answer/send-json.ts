import type { Exchange } from '../exchange';

/** A whole answer of the gateway's own. */
export function sendJson(
  exchange: Pick<Exchange, 'outbound' | 'requestId'>,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  exchange.outbound.start(200, {
    'x-request-id': exchange.requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  exchange.outbound.end(text);
}
