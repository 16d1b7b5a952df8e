import { ERROR_CODES } from '@/lib/errors/codes';
import type { GatewayError } from '@/lib/errors/gateway-error';
import type { Exchange } from '../exchange';
import { errorHeaders } from './response-headers';

/** Answers with an error in the door's own shape. */
export function refuse(
  exchange: Pick<Exchange, 'dialect' | 'outbound' | 'requestId' | 'answerHeaders'>,
  error: GatewayError,
): void {
  if (exchange.outbound.clientGone) return;
  const body = JSON.stringify(exchange.dialect.writeError(error));
  exchange.outbound.start(ERROR_CODES[error.code].status, {
    ...exchange.answerHeaders,
    ...errorHeaders(error, exchange.requestId),
    'content-length': String(Buffer.byteLength(body)),
  });
  exchange.outbound.end(body);
}
