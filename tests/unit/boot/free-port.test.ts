import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, isPortFree } from '@/lib/boot/free-port';

const taken = createServer();

afterEach(() => void taken.close());

async function takenPort(): Promise<number> {
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  return (taken.address() as AddressInfo).port;
}

describe('freePort', () => {
  it('gives a port that is free, below those that outgoing connections get', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_000);
    expect(await isPortFree(port, '127.0.0.1')).toBe(true);
  });

  it('gives the preferred one where it is free, else another', async () => {
    const preferred = await freePort();
    expect(await freePort('127.0.0.1', preferred)).toBe(preferred);
    const used = await takenPort();
    expect(await freePort('127.0.0.1', used)).not.toBe(used);
  });
});
