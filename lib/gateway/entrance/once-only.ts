import { completeRequest } from '../books/complete-request';
import type { AdmittedExchange } from '../exchange';
import type { Slot } from './idempotency';

/**
 * Runs a request with an Idempotency-Key at most once: a repetition gets the answer of the first, unbilled.
 * Without the header it just runs. Throws GatewayError 409 and 422.
 */
export function onceOnly(
  exchange: AdmittedExchange,
  run: (exchange: AdmittedExchange) => Promise<void>,
): Promise<void> {
  const idempotencyKey = exchange.inbound.header('idempotency-key');
  if (idempotencyKey === undefined || idempotencyKey === '') return run(exchange);
  return runOnce(exchange, idempotencyKey, run);
}

async function runOnce(
  exchange: AdmittedExchange,
  idempotencyKey: string,
  run: (exchange: AdmittedExchange) => Promise<void>,
): Promise<void> {
  const { deps, key, inbound, raw } = exchange;
  const found = await deps.idempotency.begin(key.id, idempotencyKey, { path: inbound.path, body: raw });
  if ('body' in found) {
    await completeRequest(exchange, 'success', 200);
    exchange.outbound.start(200, {
      ...found.headers,
      'x-request-id': exchange.requestId,
      'x-tollgate-cost-usd': '0',
      'idempotent-replayed': 'true',
    });
    exchange.outbound.end(found.body);
    return;
  }
  await runInSlot(exchange, found, run);
}

async function runInSlot(
  exchange: AdmittedExchange,
  slot: Slot,
  run: (exchange: AdmittedExchange) => Promise<void>,
): Promise<void> {
  let isKept = false;
  const keeping: Slot = {
    ...slot,
    keep: (answer) => {
      isKept = true;
      slot.keep(answer);
    },
  };
  try {
    await run({ ...exchange, slot: keeping });
  } catch (error) {
    slot.forget();
    throw error;
  }
  if (!isKept) slot.streamed();
}
