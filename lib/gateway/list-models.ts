import type { Model } from '@/lib/config/schemas';
import { GatewayError } from '@/lib/errors/gateway-error';
import { authenticate } from './authenticate';
import type { Exchange } from './exchange';
import { refuse } from './refuse';

/** OpenAI's model object. `owned_by` names the provider that is tried first. */
function describe(id: string, model: Model): Record<string, unknown> {
  return {
    id,
    object: 'model',
    created: 0,
    owned_by: model.offers[0]?.provider ?? 'tollgate',
    context_window: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    capabilities: model.capabilities,
  };
}

function send(exchange: Exchange, body: Record<string, unknown>): void {
  const text = JSON.stringify(body);
  exchange.outbound.start(200, {
    'x-request-id': exchange.requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  });
  exchange.outbound.end(text);
}

/** GET /v1/models and /v1/models/{id}: what the key may ask for. */
export function handleModels(exchange: Exchange, id?: string): void {
  try {
    const key = authenticate(exchange);
    const { models } = exchange.snapshot;
    const allowed = (name: string) => key.models === undefined || key.models.has(name);
    if (id === undefined) {
      const data = [...models]
        .filter(([name]) => allowed(name))
        .map(([name, model]) => describe(name, model));
      send(exchange, { object: 'list', data });
      return;
    }
    const model = models.get(id);
    if (model === undefined || !allowed(id))
      throw new GatewayError('model_not_found', `The model “${id.slice(0, 100)}” does not exist here.`, {
        param: 'model',
      });
    send(exchange, describe(id, model));
  } catch (thrown) {
    if (!(thrown instanceof GatewayError)) throw thrown;
    refuse(exchange, thrown);
  }
}
