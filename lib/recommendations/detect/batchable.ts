import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { percentOf } from '../tier';
import { msg } from '@/lib/i18n/msg';

const LEAST_REQUESTS = 100;

/** Traffic classified as bulk work at models that have a batch price. */
export function detectBatchable({ models, batchPriced }: Facts): Recommendation {
  const base = { id: 'batchable', title: msg('Bulk work at the full price') };
  const found = models.flatMap((used) => {
    const bulk = used.tasks['balanced'] ?? 0;
    const has = batchPriced.has(`${used.provider}/${used.model}`);
    return has && bulk >= LEAST_REQUESTS ? [{ used, bulk }] : [];
  });
  if (batchPriced.size === 0)
    return {
      ...base,
      state: 'unknown',
      evidence: [msg('The price book has no batch price, so there is nothing to compare with.')],
    };
  if (found.length === 0)
    return {
      ...base,
      state: 'fine',
      evidence: [msg(`No model with a batch price has ${LEAST_REQUESTS} requests of bulk work.`)],
    };
  const high = found.reduce(
    (sum, { used, bulk }) =>
      sum + (parseUsd(used.costUsd) * BigInt(bulk)) / BigInt(2 * Math.max(1, used.requests)),
    0n,
  );
  return {
    ...base,
    state: 'found',
    evidence: [
      ...found.map(({ used, bulk }) =>
        msg(
          `${used.model} at ${used.provider}: ${percentOf(bulk, used.requests)} of ${used.requests} requests are bulk work.`,
        ),
      ),
      // A rule answers who asks at once; only who sends the work can say that it may wait.
      msg(
        'There is nothing to draft here: a batch price is given to what is sent to the provider as a batch, by the program that has the work.',
      ),
    ],
    saving: { lowUsd: '0', highUsd: formatPico(high) },
    assumes: msg('a batch costs half, as usual; at the low end none of it can wait'),
    rows: { model: found[0]?.used.model ?? '' },
  };
}
