import type { Target } from '@/lib/routing/select-targets';
import { completeRequest, totalCostUsd } from '../books/complete-request';
import type { AdmittedExchange } from '../exchange';
import { routeHeaders } from './response-headers';

/** Closes the books of a whole answer, and then sends it. */
export async function giveAnswer(
  exchange: AdmittedExchange,
  target: Target,
  body: Buffer,
  dropped: readonly string[],
): Promise<void> {
  await completeRequest(exchange, 'success', 200);
  const headers = routeHeaders(exchange, target, exchange.attempts.length, dropped);
  headers['content-type'] = 'application/json';
  headers['content-length'] = String(body.length);
  headers['x-tollgate-cost-usd'] = totalCostUsd(exchange.attempts) ?? 'unpriced';
  exchange.slot?.keep({ headers, body });
  exchange.outbound.start(200, headers);
  exchange.outbound.end(body);
}
