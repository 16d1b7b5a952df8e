import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { Model } from '@/lib/config/schemas';
import { GatewayError } from '@/lib/errors/gateway-error';
import { authenticate } from '../entrance/authenticate';
import { describeModel } from './describe-model';
import type { Exchange } from '../exchange';
import { sendJson } from '../answer/send-json';

/** Neither vendor's form may lack a date, and we know none. */
const NO_DATE_S = 0;

/** The vendor's model object, OpenAI's or Anthropic's, with our fields added. `owned_by`: the provider tried first. */
function shape(exchange: Exchange, id: string, model: Model): Record<string, unknown> {
  const own = describeModel(id, model, exchange.snapshot, exchange.startedAt);
  if (exchange.dialect.name === 'anthropic-messages') {
    const created_at = new Date(NO_DATE_S * 1000).toISOString();
    return { type: 'model', id, display_name: id, created_at, ...own };
  }
  const owned_by = model.offers[0]?.provider ?? 'tollgate';
  return { id, object: 'model', created: NO_DATE_S, owned_by, ...own };
}

function mayAsk(key: ActiveKey, id: string): boolean {
  return key.models === undefined || key.models.has(id);
}

/** GET /v1/models: all names, aliases too, that the key may ask for. */
export function listModels(exchange: Exchange): void {
  const key = authenticate(exchange);
  const names = [...exchange.snapshot.models].filter(([id]) => mayAsk(key, id));
  const data = names.map(([id, model]) => shape(exchange, id, model));
  if (exchange.dialect.name !== 'anthropic-messages') {
    sendJson(exchange, { object: 'list', data });
    return;
  }
  const [first_id = null, last_id = null] = [names[0]?.[0], names.at(-1)?.[0]];
  sendJson(exchange, { data, has_more: false, first_id, last_id });
}

/** GET /v1/models/{id}. Throws GatewayError 404. */
export function showModel(exchange: Exchange, rest: string): void {
  const key = authenticate(exchange);
  const id = decodeURIComponent(rest);
  const model = exchange.snapshot.models.get(id);
  if (model === undefined || !mayAsk(key, id))
    throw new GatewayError('model_not_found', `The model “${id.slice(0, 100)}” does not exist here.`, {
      param: 'model',
    });
  sendJson(exchange, shape(exchange, id, model));
}
