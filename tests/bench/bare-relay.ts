/** The yardstick: Node's http server and undici's raw dispatch, and nothing else. No key, no rule, no price, no log. */
import http from 'node:http';
import { Pool } from 'undici';

const upstream = new Pool(process.env['UPSTREAM'] ?? '', { connections: 1024, pipelining: 1 });

const server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (part: Buffer) => chunks.push(part));
  request.on('end', () => {
    upstream.dispatch(
      {
        path: request.url ?? '/',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(chunks),
      },
      {
        onRequestStart: () => undefined,
        onResponseStart(_controller, status, headers) {
          const length = headers['content-length'];
          const type = { 'content-type': String(headers['content-type']) };
          response.writeHead(
            status,
            length === undefined ? type : { ...type, 'content-length': String(length) },
          );
        },
        onResponseData: (_controller, part) => void response.write(part),
        onResponseEnd: () => void response.end(),
        onResponseError: () => void response.destroy(),
      },
    );
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.once('disconnect', () => process.exit(0));
