import { dialectFor } from '@/lib/dialects/registry';
import type { DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';
import { toGatewayError } from '@/lib/errors/to-error';
import type { Inbound, Outbound } from '@/lib/http/exchange';
import type { Exchange, GatewayDeps } from './exchange';
import { handleChat } from './handle-chat';
import { handleModels } from './list-models';
import { refuse } from './refuse';
import { newRequestId } from './request-id';

const MODELS = '/v1/models';

/** Where each dialect's clients send their chats. */
const CHAT_DOORS: Readonly<Record<string, DialectName>> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/messages': 'anthropic-messages',
};

function demand(method: string, exchange: Exchange): void {
  if (exchange.inbound.method !== method)
    throw new GatewayError('method_not_allowed', `${exchange.inbound.path} takes ${method} only.`);
}

async function dispatch(exchange: Exchange): Promise<void> {
  const { path } = exchange.inbound;
  if (CHAT_DOORS[path] !== undefined) {
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
    dialect: dialectFor(CHAT_DOORS[inbound.path] ?? 'openai-chat'),
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
