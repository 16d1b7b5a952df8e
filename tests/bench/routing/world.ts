import { modelSchema, timeoutsSchema } from '@/lib/config/schemas';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow } from '@/lib/pricing/price-row';
import { createExpectedCost } from '@/lib/routing/expected-cost';
import type { PosteriorTable } from '@/lib/routing/learn/posterior';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';

export const MODELS = ['claude-opus-4', 'claude-sonnet-4.5', 'gpt-4.1', 'gemini-2.5-flash', 'deepseek-v3.2'];

const provider: ActiveProvider = {
  id: 'relay',
  dialect: 'openai-chat',
  baseUrl: 'http://localhost',
  enabled: true,
  simulated: false,
  timeouts: timeoutsSchema.parse({}),
};
const models = MODELS.map((id) =>
  modelSchema.parse({ id, offers: [{ provider: 'relay', model: id }], contextTokens: 128_000 }),
);
const prices = MODELS.flatMap((model, at) =>
  (['in.text', 'out.text'] as const).map((meter): PriceRow => ({
    id: `${model} ${meter}`,
    provider: 'relay',
    model,
    meter,
    rate: meter === 'in.text' ? `${5 - at}` : `${25 - 5 * at}`,
    per: 1_000_000,
    currency: 'USD',
    effectiveFrom: '2020-01-01T00:00:00Z',
    recordedAt: '2020-01-01T00:00:00Z',
    priority: 0,
    source: 'bench',
  })),
);
/** Fifty judged answers of each model at each task. */
const beliefs: PosteriorTable = new Map(
  TASK_TYPES.map((task) => [
    task,
    new Map(MODELS.map((model, at) => [model, { good: 50 - at, bad: 4 + at }])),
  ]),
);

/** A configuration under the hybrid policy: what a gateway decides by. */
export const world = {
  models: new Map(models.map((model) => [model.id, model])),
  providers: new Map([[provider.id, provider]]),
  policy: compilePolicy(READY_POLICIES.hybrid),
  expectedCostUsd: createExpectedCost(buildPriceBook(prices)),
  beliefs,
};
