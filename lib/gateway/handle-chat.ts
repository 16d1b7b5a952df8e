import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { GatewayError } from '@/lib/errors/gateway-error';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import type { RequestHeader } from '@/lib/ledger/records';
import { admit, blankHeader } from './plan/admit';
import { authenticate } from './entrance/authenticate';
import { type Admittance, enterRequest } from './entrance/enter-request';
import type { AdmittedExchange, Exchange } from './exchange';
import { keepBodies } from './books/keep-bodies';
import { onceOnly } from './entrance/once-only';
import { refuse } from './answer/refuse';
import { serveRequest } from './serve-request';
import { watchForShadow } from './shadow/watch-for-shadow';
import { tokensUsed } from './books/tokens-used';
import { tooDeep } from './prompt/too-deep';

/** One chat request, in order: who asks, what for, where to, the attempts, the books, the answer. */
export async function handleChat(exchange: Exchange): Promise<void> {
  let header: RequestHeader | undefined;
  let admitted: AdmittedExchange | undefined;
  let admittance: Admittance | undefined;
  try {
    const key: ActiveKey = authenticate(exchange);
    header = blankHeader(exchange, key);
    const entering = enterRequest(exchange, key);
    admittance = entering instanceof Promise ? await entering : entering;
    const raw = await exchange.inbound.readBody(exchange.deps.maxBodyBytes);
    const admission = admit(exchange, key, header, raw);
    admitted = watchForShadow(keepBodies(admission.admitted));
    admittance.hasBody(admitted.raw.length);
    const charging = admittance.charge(admitted.features.inputTokens);
    if (charging instanceof Promise) await charging;
    const { targets } = admission.plan;
    await onceOnly(admitted, (once) => serveRequest(once, targets));
  } catch (thrown) {
    const dispatched = admitted !== undefined && admitted.attempts.length > 0;
    const error = toGatewayError(dispatched ? thrown : tooDeep(thrown));
    if (error.code === 'internal_error') exchange.deps.onInternalError(thrown, exchange.requestId);
    if (header !== undefined) await logRefusal(exchange, header, admitted, error);
    refuse(exchange, error);
  } finally {
    admittance?.end(tokensUsed(admitted));
    admitted?.keepCopies?.();
  }
}

/** A request that got an error is on the books too, with the attempts that were made for it. */
async function logRefusal(
  exchange: Exchange,
  header: RequestHeader,
  admitted: AdmittedExchange | undefined,
  error: GatewayError,
): Promise<void> {
  const attempts = admitted?.attempts ?? [];
  const gone = error.code === 'client_closed';
  try {
    await exchange.deps.ledger.append({
      t: 'done',
      request: header,
      outcome: gone ? 'client_closed' : attempts.length === 0 ? 'rejected' : 'error',
      status: ERROR_CODES[error.code].status,
      errorCode: error.code,
      latencyMs: Math.round(exchange.deps.clock.monotonic() - exchange.startedMono),
      attempts,
      cache: admitted?.cacheUse?.result,
    });
  } catch (cause) {
    exchange.deps.onInternalError(cause, exchange.requestId);
  }
}
