import { compareUsd } from '@/lib/pricing/money';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { moveSimpleTasks } from '../simple-on-cheap';
import { DEAR_USD_PER_MILLION, isDear, percentOf, totalUsd } from '../tier';
import { msg } from '@/lib/i18n/msg';

const MARK = 0.5;

/** Dear models take more than half of the spend. */
export function detectDearModels(facts: Facts): Recommendation {
  const dear = facts.models.filter(isDear);
  const [part, whole] = [Number(totalUsd(dear)), Number(totalUsd(facts.models))];
  const base = { id: 'dear-models', title: msg('Dear models take most of the spend') };
  const evidence = [
    msg(
      `Models above $${DEAR_USD_PER_MILLION} for 1 M tokens as used: ${dear.map(({ model }) => model).join(', ') || 'none'}.`,
    ),
    msg(`They take ${percentOf(part, whole)} of the spend; ${MARK * 100} % is the mark.`),
  ];
  if (whole === 0 || part / whole <= MARK) return { ...base, state: 'fine', evidence };
  const move = moveSimpleTasks(facts, dear);
  const [dearest] = dear.toSorted((a, b) => compareUsd(b.costUsd, a.costUsd));
  return {
    ...base,
    state: 'found',
    evidence,
    rows: { model: dearest?.model ?? '' },
    ...(move === undefined
      ? {}
      : {
          saving: move.saving,
          draft: move.draft,
          assumes: msg(`their simple tasks go to ${move.model}, which uses as many tokens, or a third more`),
        }),
  };
}
