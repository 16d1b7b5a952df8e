import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Load } from '@/lib/gateway/entrance/load';
import { drain } from '@/lib/health/drain';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(load: Load): Promise<{ server: http.Server; url: string }> {
  const server = http.createServer((_, response) => {
    try {
      load.enter('team', 0).leave();
      response.end('served');
    } catch {
      response.writeHead(503).end();
    }
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

const get = (url: string, agent: http.Agent) =>
  new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection });
      });
    });
    request.once('error', reject);
  });

describe('a rolling stop', () => {
  it('says first that it leaves, and serves on for as long as balancers need to see it', async () => {
    const load = new Load();
    const { server, url } = await listening(load);
    const agent = new http.Agent({ keepAlive: true });
    expect(await get(url, agent)).toEqual({ status: 200, connection: 'keep-alive' });
    const drained = drain(server, load, { leaveMs: 400, graceMs: 2_000 });
    expect(load.problems).toContain('stopping');
    // The old connection is asked to end in good order; a new one is still accepted.
    expect(await get(url, agent)).toEqual({ status: 200, connection: 'close' });
    expect(await get(url, new http.Agent())).toEqual({ status: 200, connection: 'close' });
    await drained;
    await expect(get(url, agent)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('without a time to leave it takes no more at once', async () => {
    const load = new Load();
    const { server, url } = await listening(load);
    const drained = drain(server, load, { leaveMs: 0, graceMs: 2_000 });
    await expect(get(url, new http.Agent())).rejects.toThrow(/ECONNREFUSED/);
    await drained;
  });
});
