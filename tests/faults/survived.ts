import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { AttemptRecord } from '@/lib/ledger/records';
import { parseUsd, sumUsd } from '@/lib/pricing/money';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { ask, soon } from './ask';
import { owing } from './owing';
import { FREE_KEY, type World } from './world';

/**
 * What must hold after any fault beside the answer itself: the books equal the providers' in count and money, nothing
 * is reserved, nothing is left open or connected in the middle of a request, and the next request works.
 */
export async function survived(world: World, isOver = false): Promise<void> {
  const { gateway, bad, good, health, load } = world;
  await soon(() => {
    const intents = gateway.records.flatMap((record) => (record.t === 'intent' ? record.requestId : []));
    const closed = new Set(gateway.completions().map(({ request }) => request.requestId));
    expect(intents.filter((id) => !closed.has(id))).toEqual([]);
  });
  booksAgree(world);
  await nothingIsReserved(world);
  expect(health.retryBudget.retriesInFlight).toBe(0);
  await soon(() => expect(load.view).toMatchObject({ requests: 0, bytes: 0 }));
  await soon(() => expect(owing(bad)).toEqual([]));
  expect(gateway.internalErrors).toEqual([]);
  if (!isOver) {
    const next = await ask(world, 'good', false, { authorization: `Bearer ${FREE_KEY}` });
    expect(next.status).toBe(200);
    expect(owing(good)).toEqual([]);
  }
  await nobodyIsConnected(world);
}

/** Without the tests' own client there is no connection left at the gateway's door. */
async function nobodyIsConnected({ client, gateway }: World): Promise<void> {
  await client.close();
  const count = promisify((done: (error: Error | null, count: number) => void) =>
    gateway.server.getConnections(done),
  );
  if (gateway.server.listening) await soon(async () => expect(await count()).toBe(0));
}

function attemptsOf({ gateway }: World): { id: string; keyId: string | null; attempt: AttemptRecord }[] {
  return gateway
    .completions()
    .flatMap(({ request: { requestId, keyId }, attempts }) =>
      attempts.map((attempt) => ({ id: `${requestId}.${attempt.attempt}`, keyId, attempt })),
    );
}

/** The budget has lent no more than the books say was spent, once nobody asks any more. */
async function nothingIsReserved(world: World): Promise<void> {
  await world.budgets.giveBack();
  const counted = attemptsOf(world).filter(({ keyId }) => keyId === TEST_KEY);
  const spent = counted.map(({ attempt }) => parseUsd(attempt.cost.totalUsd ?? attempt.heldUsd ?? '0'));
  const total = spent.reduce((sum, usd) => sum + usd, 0n);
  // An answer that cost more than was held for it is on the books; no more is lent for it.
  expect(world.lent.leased <= total, `${world.lent.leased} is lent and ${total} was spent`).toBe(true);
}

/** Partial answers are billed by an estimate: within a tenth, and marked as such. */
const TOLERANCE = 0.1;

function booksAgree(world: World): void {
  const billed = [...world.bad.billed, ...world.good.billed];
  const attempts = attemptsOf(world);
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
