import { dialectFor } from '@/lib/dialects/registry';
import { GatewayError } from '@/lib/errors/gateway-error';
import { toGatewayError } from '@/lib/errors/to-error';
import type { Inbound, Outbound } from '@/lib/http/exchange';
import { dialectOf, findDoor, type Door } from './doors';
import type { Exchange, GatewayDeps } from './exchange';
import { refuse } from './answer/refuse';
import { newRequestId } from './entrance/request-id';
import { tooDeep } from './prompt/too-deep';

function dispatch(exchange: Exchange, door: Door | undefined): Promise<void> | void {
  const { path, method } = exchange.inbound;
  if (door === undefined) throw new GatewayError('not_found', `There is no ${path.slice(0, 200)} here.`);
  const handler = Object.hasOwn(door.methods, method) ? door.methods[method] : undefined;
  if (handler === undefined) {
    const methods = Object.keys(door.methods).join(', ');
    throw new GatewayError('method_not_allowed', `${path.slice(0, 200)} takes ${methods} only.`);
  }
  return handler(exchange, path.slice(door.path.length));
}

/** The pipeline's one entrance, for both doors: any request below /v1. Never rejects. */
export async function handleRequest(deps: GatewayDeps, inbound: Inbound, outbound: Outbound): Promise<void> {
  const startedAt = deps.clock.now();
  const door = findDoor(inbound.path);
  const exchange: Exchange = {
    deps,
    inbound,
    outbound,
    snapshot: deps.snapshot(),
    answerHeaders: {},
    dialect: dialectFor(dialectOf(door, inbound)),
    operation: door?.operation ?? 'chat',
    requestId: newRequestId(startedAt),
    startedAt,
    startedMono: deps.clock.monotonic(),
  };
  try {
    await dispatch(exchange, door);
  } catch (thrown) {
    const error = toGatewayError(
      thrown instanceof URIError ? new GatewayError('not_found', 'No such path.') : tooDeep(thrown),
    );
    if (error.code === 'internal_error') deps.onInternalError(thrown, exchange.requestId);
    refuse(exchange, error);
  }
}
