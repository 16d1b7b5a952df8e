import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of two models, for whoever has the key. */
export interface ListingServer {
  url: string;
  close(): Promise<void>;
}

export async function startListingServer(key: string): Promise<ListingServer> {
  const server = http.createServer((request, response) => {
    request.resume();
    const isKnown = request.headers.authorization === `Bearer ${key}`;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    const models = { object: 'list', data: [{ id: 'local-large' }, { id: 'local-small' }] };
    response.end(
      JSON.stringify(isKnown ? models : { error: { message: `not ${request.headers.authorization}` } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
