import { expect, it } from 'vitest';
import { planFromTraffic } from '@/lib/planning/plan-from-traffic';
import { planSchema } from '@/lib/planning/scenario-schemas';

const served = (
  task: string,
  model: string,
  requests: number,
  more: Partial<Record<string, number>> = {},
) => ({
  ...{ task, model, requests, inputTokens: requests * 100, cachedTokens: 0, outputTokens: requests * 10 },
  ...more,
});

it('makes a class of each task with its mean tokens, scaled to a month of 30 days', () => {
  const plan = planFromTraffic([served('code', 'a', 70, { cachedTokens: 3_500 })], 7);
  expect(plan?.classes).toEqual([
    {
      name: 'code',
      requests: 300,
      inputTokens: '100.00',
      outputTokens: '10.00',
      cachedPercent: '50.00',
    },
  ]);
});

it('sends each task to the models that served it, in shares that are 100 % whatever the rounding', () => {
  const plan = planFromTraffic([served('', 'a', 1), served('', 'b', 1), served('', 'c', 1)], 30);
  expect(planSchema.parse(plan).scenarios[0]?.mix).toEqual([
    { class: 'no task', model: 'a', percent: '33.34' },
    { class: 'no task', model: 'b', percent: '33.33' },
    { class: 'no task', model: 'c', percent: '33.33' },
  ]);
});

it('compares it with everything on the model that served most', () => {
  const plan = planFromTraffic([served('code', 'a', 2), served('faq', 'b', 1), served('chat', 'b', 2)], 30);
  expect(plan?.scenarios[1]).toEqual({ name: 'All on b', mix: [{ model: 'b', percent: '100' }] });
});

it('is none without traffic', () => {
  expect(planFromTraffic([], 7)).toBeUndefined();
  expect(planFromTraffic([served('code', 'a', 0)], 7)).toBeUndefined();
});
