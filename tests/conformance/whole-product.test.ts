import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { sumUsd } from '@/lib/pricing/money';
import { startTollgate, type RunningTollgate } from '@/tests/support/start-tollgate';
import type { Bill } from './books';
import type { Door } from './line';
import { describeMatrix, type World } from './matrix';
import { upstreamConfig } from './upstreams';

const KEY = 'tg-conformance-0123456789abcdefghi';
/** The vendors' own SDKs; the others go through the route door and the door of fast-door.test.ts. */
const ON_FAST_DOOR = new Set(['openai chat', 'anthropic', 'openai responses']);

let tollgate: RunningTollgate;
const billed: string[] = [];

async function manage(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${tollgate.url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${tollgate.adminToken}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** Every gateway process, and the route handlers, have heard of the configuration: new connections go to them in turn. */
async function isKnownEverywhere(): Promise<boolean> {
  const headers = { authorization: `Bearer ${KEY}`, connection: 'close' };
  const urls = [...Array.from({ length: 10 }, () => tollgate.url), tollgate.dashboardUrl];
  const answers = await Promise.all(urls.map((url) => fetch(`${url}/v1/models/via-gemini`, { headers })));
  return answers.every(({ ok }) => ok);
}

beforeAll(async () => {
  tollgate = await startTollgate({ TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0' });
  // Added to what a first start configures: prices in effect may not be taken away.
  const current = z.record(z.string(), z.array(z.unknown())).parse(await manage('GET', 'config'));
  const ours: Record<string, unknown[]> = {
    ...upstreamConfig(tollgate.simulatorUrl ?? '', 'sim-conformance'),
    keys: [{ id: 'conformance', name: 'Conformance', value: KEY }],
  };
  const merged = Object.entries(current).map(([name, list]) => [name, [...list, ...(ours[name] ?? [])]]);
  await manage('PUT', 'config', Object.fromEntries(merged));
  await vi.waitFor(async () => expect(await isKnownEverywhere()).toBe(true), { timeout: 30_000 });
});
afterAll(() => tollgate?.remove());

function worldAt(url: (tollgate: RunningTollgate) => string): World {
  return {
    door: (): Door => ({ url: url(tollgate), key: KEY }),
    simulatorUrl: () => tollgate.simulatorUrl ?? '',
    afterCell: (bills: readonly Bill[]) => void billed.push(...bills.map(({ amountUsd }) => amountUsd)),
  };
}

describeMatrix(
  'route-handler door of the product',
  worldAt(({ dashboardUrl }) => dashboardUrl),
);
describeMatrix(
  'fast door of the product',
  worldAt(({ url }) => url),
  ({ client }) => ON_FAST_DOOR.has(client),
);

describe('the books of the product', () => {
  it('hold, to the last digit, what the providers billed at both doors', async () => {
    const totals = z.object({ attempts: z.number(), costUsd: z.string() });
    await vi.waitFor(
      async () => {
        const booked = totals.parse(await manage('GET', 'totals?workspace=main'));
        expect(booked).toEqual({ attempts: billed.length, costUsd: sumUsd(billed) });
      },
      { timeout: 30_000, interval: 500 },
    );
  });
});
