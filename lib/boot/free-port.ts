import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: one of these could take the port before it is listened on. */
const [LOWEST_PORT, ABOVE_HIGHEST_PORT] = [20_000, 32_000];
const TRIES = 20;

/** Whether nothing listens on the port yet. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return listenOnce(port, host).then(
    () => true,
    () => false,
  );
}

/** The preferred port when it is free, else any free one. */
export async function freePort(host = '127.0.0.1', preferred = 0): Promise<number> {
  if (preferred !== 0 && (await isPortFree(preferred, host))) return preferred;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST_PORT, ABOVE_HIGHEST_PORT);
    if (await isPortFree(port, host)) return port;
  }
  return listenOnce(0, host);
}

/** Listens for a moment and tells which port it was. Rejects with the system's error. */
function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
