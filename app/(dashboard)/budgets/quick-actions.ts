'use server';
import { publishEdit } from '@/lib/config/edit-config';
import { configInForce } from '@/lib/config/versions/in-force';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { QuickResult } from '../_components/quick-edit/quick-result';
import { published, quickly } from '../_components/quick-edit/quickly';

/** Publishes another limit of a budget. */
export async function setLimit(id: string, limitUsd: string, path: string): Promise<QuickResult> {
  return quickly(path, async (viewer) => {
    const { version, document } = await configInForce(viewer);
    const budget = document.budgets.find((one) => one.id === id);
    if (budget === undefined) throw new GatewayError('not_found', 'There is no such budget any more.');
    const put = { ...budget, limitUsd: String(limitUsd) };
    return published(await publishEdit(viewer, { section: 'budgets', put }, version), version);
  });
}
