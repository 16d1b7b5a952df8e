import { compareUsd } from '@/lib/pricing/money';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { msg } from '@/lib/i18n/msg';

/** Below this share of the span before, a key counts as idle. */
const IDLE_SHARE = 0.02;
/** What it had cost to be called dear, USD. */
const DEAR = '1';

/** Keys that cost much and are hardly used any more: open doors that nobody watches. */
export function detectIdleKeys({ keys, days }: Facts): Recommendation {
  const idle = keys.filter(
    ({ enabled, requests, requestsBefore, costBeforeUsd }) =>
      enabled &&
      requestsBefore > 0 &&
      requests <= requestsBefore * IDLE_SHARE &&
      compareUsd(costBeforeUsd, DEAR) >= 0,
  );
  const base = { id: 'idle-keys', title: msg('Keys that were dear and are idle') };
  if (idle.length === 0)
    return {
      ...base,
      state: 'fine',
      evidence: [msg(`No enabled key fell silent in ${days} days after having cost $1.`)],
    };
  return {
    ...base,
    state: 'found',
    evidence: idle.map(({ name, requests, requestsBefore, costBeforeUsd }) =>
      msg(
        `${name}: ${requests} requests in ${days} days after ${requestsBefore} in the ${days} before, which cost $${costBeforeUsd}.`,
      ),
    ),
    rows: { key: idle[0]?.id ?? '' },
    keys: idle.map(({ id, name }) => ({ id, name })),
    assumes: msg(
      'nothing is saved by itself; a key that nobody needs is best disabled before somebody finds it',
    ),
  };
}
