import { dialectFor } from '@/lib/dialects/registry';
import { GatewayError } from '@/lib/errors/gateway-error';
import { toGatewayError } from '@/lib/errors/to-error';
import type { Inbound, Outbound } from '@/lib/http/exchange';
import type { Exchange, GatewayDeps } from './exchange';
import { handleChat } from './handle-chat';
import { handleModels } from './list-models';
import { refuse } from './refuse';
import { newRequestId } from './request-id';

const MODELS = '/v1/models';

function demand(method: string, exchange: Exchange): void {
  if (exchange.inbound.method !== method)
    throw new GatewayError('method_not_allowed', `${exchange.inbound.path} takes ${method} only.`);
}

async function dispatch(exchange: Exchange): Promise<void> {
  const { path } = exchange.inbound;
  if (path === '/v1/chat/completions') {
    demand('POST', exchange);
    await handleChat(exchange);
  } else if (path === MODELS || path.startsWith(`${MODELS}/`)) {
    demand('GET', exchange);
    handleModels(exchange, path === MODELS ? undefined : decodeURIComponent(path.slice(MODELS.length + 1)));
  } else throw new GatewayError('not_found', `There is no ${path.slice(0, 200)} here.`);
}

/** The pipeline's one entrance, for both doors: any request below /v1. Never rejects. */
export async function handleRequest(deps: GatewayDeps, inbound: Inbound, outbound: Outbound): Promise<void> {
  const startedAt = deps.clock.now();
  const exchange: Exchange = {
    deps,
    inbound,
    outbound,
    snapshot: deps.snapshot(),
    dialect: dialectFor('openai-chat'),
    requestId: newRequestId(startedAt),
    startedAt,
    startedMono: deps.clock.monotonic(),
  };
  try {
    await dispatch(exchange);
  } catch (thrown) {
    const error = toGatewayError(
      thrown instanceof URIError ? new GatewayError('not_found', 'No such path.') : thrown,
    );
    if (error.code === 'internal_error') deps.onInternalError(thrown, exchange.requestId);
    refuse(exchange, error);
  }
}
