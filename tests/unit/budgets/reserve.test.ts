import { describe, expect, it } from 'vitest';
import { activateBudget } from '@/lib/budgets/active-budget';
import { openBudgets, type Reservation } from '@/lib/budgets/open-budgets';
import { budgetSchema } from '@/lib/config/schemas';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from './memory-store';

const AT = Date.parse('2026-11-22T12:00:00Z');

function budgetOf(limitUsd: string, id = 'b') {
  const scope = { kind: 'workspace', value: 'main' };
  const budget = budgetSchema.parse({ id, name: 'Main', scope, period: 'daily', limitUsd, mode: 'hard' });
  return activateBudget(budget, { configVersion: 1, zoneOf: () => 'UTC', workspaceOfKey: () => undefined });
}

const usd = parseUsd;
const settled = async (held: Reservation | Promise<Reservation>) => held;

describe('reserving', () => {
  it('asks the store once for a slice, then serves from memory without waiting', async () => {
    const store = new MemoryStore(usd('100'));
    const budgets = openBudgets({ store });
    const budget = budgetOf('100');
    const first = await budgets.reserve([budget], AT, usd('0.10'), usd('0.01'));
    expect(store.calls).toBe(1);
    const second = budgets.reserve([budget], AT, usd('0.10'), usd('0.01'));
    expect(second).not.toBeInstanceOf(Promise);
    first.settle(usd('0.05'));
    (await settled(second)).settle(usd('0.05'));
    expect(store.calls).toBe(1);
    await budgets.giveBack();
    expect(store.leased).toBe(usd('0.10'));
  });

  it('holds less than wanted when that is all there is, and refuses below the least, naming the budget and its reset', async () => {
    const store = new MemoryStore(usd('1'));
    const budgets = openBudgets({ store, waitMs: 10 });
    const budget = budgetOf('1');
    const most = await budgets.reserve([budget], AT, usd('0.9'), usd('0.1'));
    most.settle(usd('0.9'));
    expect((await budgets.reserve([budget], AT, usd('0.5'), usd('0.05'))).amount).toBe(usd('0.1'));
    await expect(settled(budgets.reserve([budget], AT, usd('0.5'), usd('0.05')))).rejects.toMatchObject({
      code: 'budget_exceeded',
      message: expect.stringMatching(/“Main” \(\$1\.00 a day .*2026-11-23T00:00:00\.000Z/) as string,
    });
  });

  it('waits for what comes back in time', async () => {
    const store = new MemoryStore(usd('1'));
    const budgets = openBudgets({ store, waitMs: 2_000 });
    const budget = budgetOf('1');
    const all = await budgets.reserve([budget], AT, usd('1'), usd('1'));
    const waiting = budgets.reserve([budget], AT, usd('0.5'), usd('0.5'));
    all.settle(usd('0.2'));
    expect((await waiting).amount).toBe(usd('0.5'));
  });

  it('reserves in every budget or in none', async () => {
    const store = new MemoryStore(usd('100'));
    const budgets = openBudgets({ store, waitMs: 10 });
    const [wide, narrow] = [budgetOf('100', 'a'), budgetOf('0', 'b')];
    store.granted.set('somebody', usd('99.9'));
    await expect(settled(budgets.reserve([wide, narrow], AT, usd('0.07'), usd('0.07')))).rejects.toThrow(
      '“Main”',
    );
    await budgets.giveBack();
    expect(store.leased).toBe(usd('99.9'));
  });

  it('goes on within its slice while the database is away, then fails closed', async () => {
    const store = new MemoryStore(usd('100'));
    const budgets = openBudgets({ store, waitMs: 10 });
    const budget = budgetOf('100');
    (await budgets.reserve([budget], AT, usd('1'), usd('1'))).settle(usd('0.5'));
    store.away = true;
    const within = await budgets.reserve([budget], AT, usd('1'), usd('1'));
    await expect(settled(budgets.reserve([budget], AT, usd('5'), usd('5')))).rejects.toMatchObject({
      code: 'overloaded',
    });
    within.settle(usd('1'));
    store.away = false;
    expect((await budgets.reserve([budget], AT, usd('5'), usd('5'))).amount).toBe(usd('5'));
  });

  it('refuses those who wait when it fails inside, and serves those who come after them', async () => {
    const store = new MemoryStore(usd('1'));
    const sync = store.sync.bind(store);
    let isBroken = true;
    store.sync = async (call) => {
      const answer = await sync(call);
      if (!isBroken) return answer;
      return {
        ...answer,
        get room(): bigint {
          throw new Error('no amount');
        },
      };
    };
    const budgets = openBudgets({ store, waitMs: 2_000 });
    const budget = budgetOf('1');
    const waiting = [1, 2].map(() => settled(budgets.reserve([budget], AT, usd('0.1'), usd('0.1'))));
    for (const result of await Promise.allSettled(waiting))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } });
    isBroken = false;
    expect((await budgets.reserve([budget], AT, usd('0.1'), usd('0.1'))).amount).toBe(usd('0.1'));
  });

  it('starts a new lease when the old one was swept', async () => {
    const store = new MemoryStore(usd('100'));
    const budgets = openBudgets({ store });
    const budget = budgetOf('100');
    const old = await budgets.reserve([budget], AT, usd('1'), usd('1'));
    store.granted.clear();
    const fresh = await budgets.reserve([budget], AT, usd('50'), usd('50'));
    expect(fresh.leases).not.toEqual(old.leases);
    old.settle(usd('1'));
    fresh.settle(usd('1'));
    await budgets.giveBack();
    expect(store.leased).toBe(usd('1'));
  });
});
