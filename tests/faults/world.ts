import { setTimeout as after } from 'node:timers/promises';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import type { Limits } from '@/lib/config/snapshot';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { Load } from '@/lib/gateway/load';
import { TargetHealth } from '@/lib/gateway/target-health';
import { systemClock } from '@/lib/clock';
import { sumUsd } from '@/lib/pricing/money';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { healthy } from './answers';
import { FaultServer } from './fault-server';

export interface World {
  bad: FaultServer;
  good: FaultServer;
  gateway: GatewayFixture;
  health: TargetHealth;
  alerts: string[];
  load: Load;
  close(): Promise<void>;
}

const TIMEOUTS = { connectMs: 300, headersMs: 400, firstContentMs: 400, idleMs: 400, totalMs: 5_000 };
const PRICE_DATES = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };

interface WorldLimits {
  key?: Limits;
  /** Of the faulty provider, and of what it offers. */
  provider?: Limits;
  offer?: Limits;
}

function config(badUrl: string, goodUrl: string, limits: WorldLimits): z.input<typeof configSchema> {
  const provider = (id: string, baseUrl: string, own: Limits = {}) => ({
    ...own,
    id,
    dialect: 'openai-chat' as const,
    baseUrl,
    apiKey: 'env:TEST_FAULT_KEY',
    timeouts: TIMEOUTS,
  });
  const price = (meter: 'in.text' | 'out.text', rate: string) => ({
    ...PRICE_DATES,
    id: meter,
    provider: '*',
    model: '*',
    meter,
    rate,
    per: 1_000_000 as const,
    source: 'test',
  });
  const [bad, good] = [
    { provider: 'bad', model: 'm', ...limits.offer },
    { provider: 'good', model: 'm' },
  ];
  return {
    providers: [provider('bad', badUrl, limits.provider), provider('good', goodUrl)],
    models: [
      { id: 'solo', offers: [bad] },
      { id: 'pair', offers: [bad, good] },
      { id: 'good', offers: [good] },
    ],
    prices: ['bad', 'good'].flatMap((id) => [
      { ...price('in.text', '1'), id: `${id} in`, provider: id },
      { ...price('out.text', '10'), id: `${id} out`, provider: id },
    ]),
  };
}

/** One faulty and one healthy provider behind a gateway of their own. `badUrl`: instead of the faulty server's. */
export async function openWorld(
  over: { bad?: FaultServer; badUrl?: string; limits?: WorldLimits; deps?: Partial<GatewayDeps> } = {},
): Promise<World> {
  process.env['TEST_FAULT_KEY'] = 'sk-upstream-secret-0123456789';
  const bad = await (over.bad ?? new FaultServer(healthy)).listen();
  const good = await new FaultServer(healthy).listen();
  const alerts: string[] = [];
  const load = over.deps?.load ?? new Load();
  const health = new TargetHealth(systemClock.monotonic, (alert) => alerts.push(alert));
  const key = { id: TEST_KEY, name: 'Test', workspaceId: 'main', tags: {}, ...over.limits?.key };
  const free = { id: `${TEST_KEY}-free`, name: 'Free', workspaceId: 'main', tags: {} };
  const gateway = await startGateway(
    snapshotOf(config(over.badUrl ?? bad.url, good.url, over.limits ?? {}), [key, free]),
    { health, load, ...over.deps },
  );
  return {
    bad,
    good,
    gateway,
    health,
    alerts,
    load,
    close: async () => void (await Promise.all([gateway.close(), bad.close(), good.close()])),
  };
}

/** A body as it is, for those that are no request. */
export function post(world: World, body: string): Promise<Response> {
  return fetch(`${world.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body,
  });
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The error's code, of an answer or of a frame in a stream. */
  code: string | undefined;
}

export async function ask(
  world: World,
  model: string,
  stream: boolean,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${world.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Say twenty characters.' }] }),
    signal: AbortSignal.timeout(8_000),
  });
  const text = await response.text();
  expect(text).not.toContain('sk-upstream');
  return {
    status: response.status,
    headers: response.headers,
    text,
    code: /"code":\s*"([^"]+)"/.exec(text)?.[1],
  };
}

/** Waits until something holds, at most a second; the last failure is told. */
export async function soon(check: () => void, withinMs = 1_000): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await after(5);
    }
  }
}

/**
 * What must hold after any fault beside the answer itself: the books equal the providers' in count and money, nothing
 * is left open, nothing is left connected in the middle of a request, and the next request works.
 */
export async function survived(world: World, isOver = false): Promise<void> {
  const { gateway, bad, good, health } = world;
  await soon(() => {
    const intents = gateway.records.flatMap((record) => (record.t === 'intent' ? record.requestId : []));
    const closed = new Set(gateway.completions().map(({ request }) => request.requestId));
    expect(intents.filter((id) => !closed.has(id))).toEqual([]);
  });
  booksAgree(world);
  expect(health.retryBudget.retriesInFlight).toBe(0);
  await soon(() => expect(owing(bad)).toEqual([]));
  expect(gateway.internalErrors).toEqual([]);
  if (isOver) return;
  const next = await ask(world, 'good', false, { authorization: `Bearer ${TEST_KEY}-free` });
  expect(next.status).toBe(200);
  expect(owing(good)).toEqual([]);
}

const busy = new WeakSet<object>();
/** A server marks a connection on which it owes an answer. */
export function owe(socket: object): void {
  busy.add(socket);
}
/** Connections on which an answer is still owed; an idle one that the client opened again is none. */
export function owing({ sockets }: FaultServer): object[] {
  return [...sockets].filter((socket) => busy.has(socket));
}

/** Partial answers are billed by an estimate: within a tenth, and marked as such. */
const TOLERANCE = 0.1;

function booksAgree({ gateway, bad, good }: World): void {
  const billed = [...bad.billed, ...good.billed];
  const attempts = gateway
    .completions()
    .flatMap(({ request, attempts }) =>
      attempts.map((attempt) => ({ id: `${request.requestId}.${attempt.attempt}`, attempt })),
    );
  expect(new Set(attempts.map(({ id }) => id)).size).toBe(attempts.length);
  const costed = attempts.filter(({ attempt }) => Number(attempt.cost.totalUsd ?? '0') > 0);
  expect(costed.map(({ id }) => id).sort()).toEqual(
    billed.map(({ clientRequestId }) => clientRequestId).sort(),
  );
  const isExact = costed.every(({ attempt }) => attempt.usage.provenance === 'provider');
  const booked = sumUsd(costed.flatMap(({ attempt }) => attempt.cost.totalUsd ?? []));
  const truth = sumUsd(billed.map(({ usd }) => usd));
  if (isExact) expect(booked).toBe(truth);
  else expect(Math.abs(Number(booked) - Number(truth))).toBeLessThanOrEqual(Number(truth) * TOLERANCE);
}
