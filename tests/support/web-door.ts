import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { WebInbound, WebOutbound } from '@/lib/http/web-exchange';

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  });
}

async function send(answer: Response, response: ServerResponse, signal: AbortSignal): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  if (answer.body !== null)
    for await (const chunk of answer.body) {
      if (signal.aborted) return;
      if (!response.write(chunk)) await once(response, 'drain', { signal });
    }
  response.end();
}

/** The route-handler door behind a bare HTTP server that does what Next does for `app/v1`: a web Request in, a web Response out. */
export function webDoor(deps: GatewayDeps): RequestListener {
  return (incoming, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const request = requestOf(incoming, gone.signal);
    const outbound = new WebOutbound(request.signal);
    void handleRequest(deps, new WebInbound(request), outbound);
    void outbound.response
      .then((answer) => send(answer, response, gone.signal))
      .catch(() => response.destroy());
  };
}
