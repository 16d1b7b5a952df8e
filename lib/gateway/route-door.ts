import { WebInbound, WebOutbound } from '@/lib/http/web-exchange';
import { handleRequest } from './handle-request';
import { openGateway, type Gateway } from './open-gateway';

const store = globalThis as { tollgateRouteDoor?: Promise<Gateway> };

/** One gateway for all route handlers of this process, opened by the first request; a failed opening is tried again. */
function gateway(): Promise<Gateway> {
  store.tollgateRouteDoor ??= openGateway('route').catch((error: unknown) => {
    delete store.tollgateRouteDoor;
    throw error;
  });
  return store.tollgateRouteDoor;
}

/** The route-handler door: a web Request in, a web Response out, the same pipeline between. */
export async function answerByRoute(request: Request): Promise<Response> {
  const { deps } = await gateway();
  const outbound = new WebOutbound(request.signal);
  void handleRequest(deps, new WebInbound(request), outbound);
  return outbound.response;
}
