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

it('never has more retries in flight than a fifth of the requests, or three, at the moment one is allowed; a hedge is one', () => {
  const act = fc.constantFrom('enter', 'enter', 'leave', 'take', 'take', 'giveBack', 'hedge', 'endHedge');
  fc.assert(
    fc.property(fc.nat(80), fc.array(act, { maxLength: 300, size: 'max' }), (already, acts) => {
      const budget = new RetryBudget();
      const model = { requests: already, retries: 0, hedges: 0 };
      for (let n = 0; n < already; n += 1) budget.enter();
      const isAllowed = () => model.retries + model.hedges < Math.max(3, Math.floor(model.requests / 5));
      const steps: Record<(typeof acts)[number], () => void> = {
        enter: () => (budget.enter(), (model.requests += 1)),
        leave: () => void (model.requests > 0 && (budget.leave(), (model.requests -= 1))),
        giveBack: () => void (model.retries > 0 && (budget.giveBack(), (model.retries -= 1))),
        endHedge: () => void (model.hedges > 0 && (budget.giveBackHedge(), (model.hedges -= 1))),
        take: () => {
          const allowed = isAllowed();
          expect(budget.take()).toBe(allowed);
          if (allowed) model.retries += 1;
        },
        hedge: () => {
          const allowed = isAllowed();
          expect(budget.takeHedge()).toBe(allowed);
          if (allowed) model.hedges += 1;
        },
      };
      for (const one of acts) {
        steps[one]();
        expect([budget.requestsInFlight, budget.retriesInFlight, budget.hedgesInFlight]).toEqual([
          model.requests,
          model.retries + model.hedges,
          model.hedges,
        ]);
      }
    }),
    { numRuns: 300 },
  );
});
