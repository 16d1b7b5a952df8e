import http from 'node:http';
import next from 'next';
import { env } from '@/lib/env';
import { readableAddress } from '@/lib/http/readable-address';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import { logger } from '@/lib/logger';

/** How long pages and their queries may go on after SIGTERM. */
const GRACE_MS = 5_000;
const HOST = '127.0.0.1';

const dev = process.argv.includes('--dev');
const port = env().TOLLGATE_DASHBOARD_PORT;
const server = http.createServer(SERVER_LIMITS);
// With the server at hand, Next also takes the upgrades that hot reloading needs in development.
const app = next({ dev, dir: process.cwd(), hostname: HOST, port, httpServer: server });

function stop(): void {
  // Sockets that were upgraded belong to nobody by then: only the end of the process closes them.
  setTimeout(() => process.exit(0), GRACE_MS);
  server.close(() => process.exit(0));
  server.closeIdleConnections();
}

process.once('SIGTERM', stop);
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));
process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));

await app.prepare();
const handle = app.getRequestHandler();

server.on('request', (request, response) => {
  request.url = readableAddress(request.url ?? '/');
  handle(request, response).catch((err: unknown) => {
    logger.error({ err }, 'the page could not be rendered');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(port, HOST, () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : undefined });
});
