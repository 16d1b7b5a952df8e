import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RetryBudget } from '@/lib/resilience/retry-budget';

it('allows three retries however few requests there are, and a fifth of them when there are many', () => {
  const budget = new RetryBudget();
  for (let n = 0; n < 19; n += 1) budget.enter();
  expect([1, 2, 3, 4].map(() => budget.take())).toEqual([true, true, true, false]);
  budget.enter();
  expect([budget.take(), budget.take()]).toEqual([true, false]);
  budget.giveBack();
  expect(budget.take()).toBe(true);
});

it('never has more retries in flight than a fifth of the requests, or three, at the moment one is allowed', () => {
  const step = fc.constantFrom('enter', 'leave', 'take', 'giveBack');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 500 }), (steps) => {
      const budget = new RetryBudget();
      const model = { requests: 0, retries: 0 };
      for (const act of steps) {
        if (act === 'enter') {
          budget.enter();
          model.requests += 1;
        } else if (act === 'leave') {
          if (model.requests === 0) continue;
          budget.leave();
          model.requests -= 1;
        } else if (act === 'giveBack') {
          if (model.retries === 0) continue;
          budget.giveBack();
          model.retries -= 1;
        } else {
          const allowed = model.retries < Math.max(3, Math.floor(model.requests / 5));
          expect(budget.take()).toBe(allowed);
          if (allowed) model.retries += 1;
        }
        expect(budget.retriesInFlight).toBe(model.retries);
      }
    }),
  );
});
