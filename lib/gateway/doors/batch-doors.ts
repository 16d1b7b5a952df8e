import { batchObject } from '@/lib/batches/batch-object';
import { cancelBatch } from '@/lib/batches/cancel';
import { createBatch } from '@/lib/batches/create';
import { estimateFile } from '@/lib/batches/estimate';
import { createBatchSchema, estimateBatchSchema, type Batch } from '@/lib/batches/schemas';
import { findBatch, listBatchesOf } from '@/lib/batches/store';
import { unstorableText } from '@/lib/config/check/unstorable-text';
import { dialectFor } from '@/lib/dialects/registry';
import type { DialectName } from '@/lib/dialects/types';
import { validateBody } from '@/lib/dialects/validate-body';
import { GatewayError } from '@/lib/errors/gateway-error';
import { findFile } from '@/lib/files/read';
import { atDesk, limitOf, listObject, type Desk } from './at-desk';
import type { Exchange } from '../exchange';
import { estimateOf } from './estimate-cost';
import { readJson } from '../prompt/read-json';
import { sendJson } from '../answer/send-json';

const MOST_BATCHES = 100;

/** In which the lines of a batch are written. Embeddings are read as such whatever the dialect. */
const DIALECTS: Record<Batch['endpoint'], DialectName> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/responses': 'openai-responses',
  '/v1/messages': 'anthropic-messages',
  '/v1/embeddings': 'openai-chat',
};

/** POST /v1/batches: puts a file of requests before the worker. Throws GatewayError. */
export function makeBatch(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool, admittance }) => {
    const body = await readStorable(exchange, admittance);
    const owner = {
      ...{ workspaceId: key.workspaceId, keyId: key.id, author: `key:${key.id}` },
      address: exchange.inbound.address,
    };
    sendBatch(exchange, await createBatch(pool, owner, validateBody(createBatchSchema, body)));
  });
}

/** POST /v1/batches/estimate: what the requests of a file may cost, from a sample of them. Nothing is sent. Throws GatewayError. */
export function estimateBatch(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool, admittance }) => {
    const body = await readStorable(exchange, admittance);
    const { input_file_id: id, endpoint } = validateBody(estimateBatchSchema, body);
    const file = await findFile(pool, { keyId: key.id }, id);
    if (file === undefined)
      throw new GatewayError('not_found', `There is no file ${id}.`, { param: 'input_file_id' });
    const asked = { ...exchange, dialect: dialectFor(DIALECTS[endpoint]) };
    const { lines, sampled, priced, totalUsd } = await estimateFile(pool, file, (one) =>
      Promise.resolve(estimateOf(asked, key, one)),
    );
    sendJson(exchange, {
      ...{ object: 'batch_estimate', input_file_id: file.id, endpoint, lines, sampled, priced },
      cost_usd: totalUsd ?? null,
    });
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
    const now = exchange.deps.clock.now();
    const shown = found.map((batch) => batchObject(batch, now));
    sendJson(exchange, listObject(shown, limit));
  });
}

/** GET /v1/batches/{id}. */
export function showBatch(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    sendBatch(exchange, await findOwn(desk, decodeURIComponent(rest)));
  });
}

/** POST /v1/batches/{id}/cancel. */
export function cancelBatchOfKey(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    const [id = '', verb, ...more] = rest.split('/').map(decodeURIComponent);
    if (verb !== 'cancel' || more.length > 0)
      throw new GatewayError('not_found', 'A batch can be cancelled, and nothing else.');
    sendBatch(exchange, await cancelBatch(desk.pool, await findOwn(desk, id)));
  });
}

/** A body that the database can keep. Throws GatewayError 400. */
async function readStorable(exchange: Exchange, admittance: Desk['admittance']): Promise<unknown> {
  const { raw, body } = await readJson(exchange);
  admittance.hasBody(raw.length);
  const [problem] = unstorableText(body);
  if (problem !== undefined)
    throw new GatewayError('invalid_request', `${problem.path || 'the body'} ${problem.message}.`, {
      param: problem.path,
    });
  return body;
}

const sendBatch = (exchange: Exchange, batch: Batch) =>
  sendJson(exchange, batchObject(batch, exchange.deps.clock.now()));

async function findOwn({ pool, key }: Desk, id: string): Promise<Batch> {
  const batch = await findBatch(pool, id);
  if (batch?.keyId !== key.id) throw new GatewayError('not_found', `There is no batch ${id.slice(0, 100)}.`);
  return batch;
}
