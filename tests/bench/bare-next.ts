/** The yardstick of the route-handler door: Next and a route handler that relays with undici, and nothing else. */
import http from 'node:http';
import path from 'node:path';
import next from 'next';

const server = http.createServer({ keepAliveTimeout: 75_000 });
const app = next({ dev: false, dir: path.join(import.meta.dirname, 'next-relay'), httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
server.on('request', (request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.once('disconnect', () => process.exit(0));
