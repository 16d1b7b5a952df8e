import { z } from 'zod';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import type { TollgateApi } from './api';
import { readJsonFile, wordOf, type Arguments } from './read-arguments';
import { columns, show } from './show';

const target = z.looseObject({
  model: z.string(),
  provider: z.string(),
  eligible: z.boolean(),
  reason: z.string().optional(),
  cost_usd: z.string().nullable(),
  difference_percent: z.string().nullish(),
});
const estimateSchema = z.looseObject({ routed: target, models: z.array(target) });

/** What the request in a file costs where it would go, and on every other model. Nothing is sent. */
export async function estimateCommand(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const body = readJsonFile(wordOf(words, 0, 'The file'));
  const estimate = await api.use(estimateSchema, 'POST', '/v1/estimate-cost', body);
  const { routed, models } = estimate;
  const usd = (amount: string | null) => (amount === null ? 'unpriced' : formatAmountUsd(amount));
  show(options.json, estimate, () => [
    `Goes to ${routed.model} at ${routed.provider}: ${usd(routed.cost_usd)}`,
    '',
    ...columns([
      ['MODEL', 'PROVIDER', 'COST', 'AGAINST IT', ''],
      ...models.map(({ model, provider, cost_usd, difference_percent, reason }) => [
        ...[model, provider, usd(cost_usd)],
        difference_percent == null ? '' : `${difference_percent} %`,
        reason ?? '',
      ]),
    ]),
  ]);
}
