import { expect, test } from 'vitest';
import type { Product } from './product';

/** Enough new connections that each gateway process is asked. */
const CONNECTIONS = 12;

async function statuses(product: Product, value: string, address = '203.0.113.7'): Promise<Set<number>> {
  const headers = { authorization: `Bearer ${value}`, connection: 'close', 'x-forwarded-for': address };
  const asked = Array.from({ length: CONNECTIONS }, () => fetch(`${product.url}/v1/models`, { headers }));
  return new Set((await Promise.all(asked)).map(({ status }) => status));
}

/** Resolves with the milliseconds until every process answers with this status. */
async function until(product: Product, value: string, status: number): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const found = await statuses(product, value);
    if (found.size === 1 && found.has(status)) return performance.now() - startedAt;
    if (performance.now() - startedAt > 20_000) throw new Error(`still ${[...found].join()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function newKey(product: Product, id: string, part: object = {}): Promise<string> {
  const { value } = await product.manage('POST', '/api/v1/keys', { id, name: id, ...part });
  await until(product, String(value), 200);
  return String(value);
}

export function testKeys(product: () => Product): void {
  test('a key that is revoked is refused by every process within two seconds', async () => {
    const value = await newKey(product(), 'revoked');
    await product().manage('DELETE', '/api/v1/keys/revoked');
    expect(await until(product(), value, 401)).toBeLessThan(2_000);
  });

  test('after a rotation both values are good for the overlap; without one the old value ends at once', async () => {
    const old = await newKey(product(), 'rotated');
    const { value } = await product().manage('POST', '/api/v1/keys/rotated/rotate', { overlapHours: 1 });
    await until(product(), String(value), 200);
    expect(await statuses(product(), old)).toEqual(new Set([200]));
    const last = await product().manage('POST', '/api/v1/keys/rotated/rotate', { overlapHours: 0 });
    await until(product(), String(last['value']), 200);
    for (const ended of [old, String(value)])
      expect(await statuses(product(), ended)).toEqual(new Set([401]));
  });

  test('a key with address ranges is good there and nowhere else, whatever the client writes before its proxy', async () => {
    const headers = (address: string) => ({ authorization: `Bearer ${value}`, 'x-forwarded-for': address });
    const { value } = (await product().manage('POST', '/api/v1/keys', {
      ...{ id: 'ranged', name: 'ranged', ipRanges: ['203.0.113.0/24', '2001:db8::/32'] },
    })) as { value: string };
    await until(product(), value, 200);
    const askFrom = async (address: string) =>
      (await fetch(`${product().url}/v1/models`, { headers: headers(address) })).status;
    expect(await askFrom('203.0.113.255')).toBe(200);
    expect(await askFrom('2001:db8::9')).toBe(200);
    for (const address of [
      '203.0.114.0',
      '203.0.112.255',
      '2001:db9::',
      '203.0.113.9, 9.9.9.9',
      'unknown',
      '',
    ])
      expect([address, await askFrom(address)]).toEqual([address, 403]);
  });

  test('a request that may cost more than its key allows is refused or cut, and never served beyond it', async () => {
    const value = await newKey(product(), 'capped', { maxCostUsd: '0.000001' });
    const answer = await chat(product(), value, { max_tokens: 4_000 });
    const cost = answer.headers.get('x-tollgate-cost-usd');
    if (answer.ok) expect(Number(cost)).toBeLessThanOrEqual(0.000001);
    else expect(answer.status).toBe(402);
  });

  test('keys that share all but their last character are told apart', async () => {
    const value = await newKey(product(), 'alike');
    for (const wrong of [
      value.slice(0, -1),
      `${value}x`,
      `${value.slice(0, -1)}~`,
      value.toUpperCase(),
      ` ${value} x`,
    ])
      expect(await statuses(product(), wrong)).toEqual(new Set([401]));
  });
}

export function chat(product: Product, key: string, part: object = {}): Promise<Response> {
  return fetch(`${product.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'x-forwarded-for': '203.0.113.7',
    },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'hello' }], ...part }),
  });
}
