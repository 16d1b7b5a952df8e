'use server';
import { publishEdit } from '@/lib/config/edit-config';
import { configInForce } from '@/lib/config/versions/in-force';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { QuickResult } from '../_components/quick-edit/quick-result';
import { published, quickly } from '../_components/quick-edit/quickly';

/** Publishes another limit of a budget, unless somebody changed the one that was shown. */
export async function setLimit(
  id: string,
  was: string,
  limitUsd: string,
  path: string,
): Promise<QuickResult> {
  return quickly(path, async (viewer) => {
    const { version, document } = await configInForce(viewer);
    const budget = document.budgets.find((one) => one.id === id);
    if (budget === undefined) throw new GatewayError('not_found', 'There is no such budget any more.');
    if (budget.limitUsd !== was)
      throw new GatewayError(
        'conflict',
        `Somebody changed this limit meanwhile, to ${budget.limitUsd} USD. Nothing was changed.`,
      );
    const put = { ...budget, limitUsd: String(limitUsd) };
    return published(await publishEdit(viewer, { section: 'budgets', put }, version));
  });
}
