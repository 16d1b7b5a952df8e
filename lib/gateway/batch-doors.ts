import { batchObject } from '@/lib/batches/batch-object';
import { cancelBatch } from '@/lib/batches/cancel';
import { createBatch } from '@/lib/batches/create';
import { createBatchSchema, type Batch } from '@/lib/batches/schemas';
import { findBatch, listBatchesOf } from '@/lib/batches/store';
import { validateBody } from '@/lib/dialects/validate-body';
import { GatewayError } from '@/lib/errors/gateway-error';
import { atDesk, limitOf, listObject, type Desk } from './at-desk';
import type { Exchange } from './exchange';
import { readJson } from './read-json';
import { sendJson } from './send-json';

const MOST_BATCHES = 100;

/** POST /v1/batches: puts a file of requests before the worker. Throws GatewayError. */
export function makeBatch(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool, admittance }) => {
    const { raw, body } = await readJson(exchange);
    admittance.hasBody(raw.length);
    const owner = {
      ...{ workspaceId: key.workspaceId, keyId: key.id, author: `key:${key.id}` },
      address: exchange.inbound.address,
    };
    sendJson(exchange, batchObject(await createBatch(pool, owner, validateBody(createBatchSchema, body))));
  });
}

/** GET /v1/batches: batches of the key, newest first. */
export function listBatchesOfKey(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool }) => {
    const query = new URLSearchParams(exchange.inbound.query);
    const limit = limitOf(query, MOST_BATCHES);
    const after = query.get('after');
    const found = await listBatchesOf(pool, {
      keyId: key.id,
      limit: limit + 1,
      ...(after === null ? {} : { after }),
    });
    sendJson(exchange, listObject(found.map(batchObject), limit));
  });
}

/** GET /v1/batches/{id}. */
export function showBatch(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    sendJson(exchange, batchObject(await findOwn(desk, decodeURIComponent(rest))));
  });
}

/** POST /v1/batches/{id}/cancel. */
export function cancelBatchOfKey(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    const [id = '', verb, ...more] = rest.split('/').map(decodeURIComponent);
    if (verb !== 'cancel' || more.length > 0)
      throw new GatewayError('not_found', 'A batch can be cancelled, and nothing else.');
    sendJson(exchange, batchObject(await cancelBatch(desk.pool, await findOwn(desk, id))));
  });
}

async function findOwn({ pool, key }: Desk, id: string): Promise<Batch> {
  const batch = await findBatch(pool, id);
  if (batch?.keyId !== key.id) throw new GatewayError('not_found', `There is no batch ${id.slice(0, 100)}.`);
  return batch;
}
