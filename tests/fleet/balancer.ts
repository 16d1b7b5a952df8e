import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOK_EVERY_MS = 200;
const LOOK_TIMEOUT_MS = 1_000;
const TRIES = 3;

interface Backend {
  url: URL;
  isReady: boolean;
}

export interface Balancer {
  url: string;
  /** Requests that went to another backend, since the first gave no byte of an answer. */
  retried(): number;
  close(): Promise<void>;
}

/**
 * What stands before gateways: in turn to those whose /readyz says 200. A request goes to the next one only where its
 * connection was refused, or closed before any byte of an answer; whatever else happens is the client's to see.
 */
export async function startBalancer(urls: readonly string[]): Promise<Balancer> {
  const backends: Backend[] = urls.map((url) => ({ url: new URL(url), isReady: true }));
  const agent = new http.Agent({ keepAlive: true });
  let turn = 0;
  let retried = 0;

  const next = (tried: ReadonlySet<Backend>): Backend | undefined => {
    const open = backends.filter((one) => !tried.has(one));
    const ready = open.filter(({ isReady }) => isReady);
    const among = ready.length > 0 ? ready : open;
    return among[turn++ % among.length];
  };

  const pass = (request: IncomingMessage, response: ServerResponse, body: Buffer, tried: Set<Backend>) => {
    const backend = next(tried);
    if (backend === undefined || tried.size === TRIES) {
      response.writeHead(502).end();
      return;
    }
    tried.add(backend);
    const { method, headers, url: path } = request;
    const { hostname, port } = backend.url;
    const upstream = http.request({ hostname, port, method, path, headers, agent });
    let hasBegun = false;
    upstream.on('response', (answer) => {
      hasBegun = true;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      answer.on('close', () => answer.complete || response.destroy());
    });
    upstream.on('error', () => {
      if (hasBegun) return;
      backend.isReady = false;
      retried += 1;
      pass(request, response, body, tried);
    });
    response.on('close', () => response.writableFinished || upstream.destroy());
    upstream.end(body);
  };

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => pass(request, response, Buffer.concat(chunks), new Set()));
  });
  const look = async (backend: Backend) => {
    const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
    const ready = await fetch(new URL('/readyz', backend.url), { signal }).catch(() => undefined);
    backend.isReady = ready?.status === 200;
  };
  const timer = setInterval(() => backends.forEach((backend) => void look(backend)), LOOK_EVERY_MS);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    retried: () => retried,
    close: async () => {
      clearInterval(timer);
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
