import { publishedDocument } from '@/lib/analytics/published-document';
import { GatewayError } from '@/lib/errors/gateway-error';
import { bookRates } from '@/lib/planning/book-rates';
import { boundedPlanSchema } from '@/lib/planning/bounded-plan';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { simulate, type ScenarioResult } from '@/lib/planning/simulate';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead } from '@/lib/workspaces/open-workspace';

/**
 * What a plan costs at the prices in force at `at` (epoch ms), where it has none of its own. Throws `forbidden`, ZodError, and
 * `unprocessable` for models that nobody knows the price of.
 */
export async function calculatePlan(viewer: Viewer, input: PlanInput, at: number): Promise<ScenarioResult[]> {
  assertMayRead(viewer);
  const plan = boundedPlanSchema.parse(input);
  const { prices, models } = await publishedDocument();
  const result = simulate(plan, bookRates(buildPriceBook(prices), models, at));
  if (result.state === 'priced') return result.scenarios;
  const words = result.missing.map(({ model, scenario }) => `“${model}” (in “${scenario}”)`);
  throw new GatewayError(
    'unprocessable',
    `No price is known for ${words.join(', ')}: give one in the plan, or choose a model of the price book.`,
    { param: 'prices' },
  );
}
