import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from '../simulated-config';

const CHUNK = Buffer.alloc(512 * 1024, 'x');

let gateway: GatewayFixture;
afterEach(() => gateway.close());

/** A file of four chunks in a database that gives `chunkAt(seq)`. */
function start(
  door: GatewayDeps['door'],
  chunkAt: (seq: number) => Buffer | undefined,
): Promise<GatewayFixture> {
  const file = {
    ...{ id: 'file-a', workspaceId: 'main', keyId: TEST_KEY, filename: 'a.jsonl', purpose: 'batch' },
    ...{ bytes: 4 * CHUNK.length, createdAt: new Date() },
  };
  const query = (text: string, values: unknown[]) => {
    if (!text.includes('file_chunk')) return Promise.resolve({ rows: [file] });
    return new Promise((resolve) => {
      const content = chunkAt(Number(values[1]));
      resolve({ rows: content === undefined ? [] : [{ content }] });
    });
  };
  return startGateway(snapshotOf({}, KEYS), { door, jobs: { query } as unknown as pg.Pool });
}

const download = async () => {
  const response = await fetch(`${gateway.url}/v1/files/file-a/content`, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
    signal: AbortSignal.timeout(3_000),
  });
  return (await response.arrayBuffer()).byteLength;
};

describe.each(['fast', 'route'] as const)('the content of a file, at the %s door', (door) => {
  it('comes whole', async () => {
    gateway = await start(door, (seq) => (seq < 4 ? CHUNK : undefined));
    expect(await download()).toBe(4 * CHUNK.length);
  });
  it('breaks off where the file is removed meanwhile', async () => {
    gateway = await start(door, (seq) => (seq < 2 ? CHUNK : undefined));
    await expect(download()).rejects.toThrow('terminated');
  });
  it('breaks off where the database goes away meanwhile', async () => {
    gateway = await start(door, (seq) => {
      if (seq === 2) throw new Error('away');
      return CHUNK;
    });
    await expect(download()).rejects.toThrow('terminated');
    expect(gateway.internalErrors).toHaveLength(1);
  });
});
