import { may } from '@/lib/access/may';
import { listBudgetStatus, type BudgetStatus } from '@/lib/budgets/list-status';
import type { ConfigEdit } from '@/lib/config/with-edit';
import type { Viewer } from '@/lib/users/viewer';
import { openPlace } from './open-place';
import { playgroundKeyId } from './place-key';
import { playgroundTag } from './playground-tag';

export interface PlaygroundBudgets {
  budgets: BudgetStatus[];
  tag: string;
  /** A first budget, as a draft; undefined for who may not write drafts. */
  proposal: ConfigEdit | undefined;
}

const FIRST_LIMIT_USD = '20';

/** Budgets that stop the viewer's playground: of its key and of their own tag. Throws `forbidden`, `not_found`. */
export async function listPlaygroundBudgets(
  viewer: Viewer,
  workspaceId: string,
  now: Date,
): Promise<PlaygroundBudgets> {
  const keyId = playgroundKeyId(await openPlace(viewer, workspaceId));
  const tag = playgroundTag(viewer);
  const all = await listBudgetStatus(viewer, workspaceId, now);
  const budgets = all.filter(
    ({ scope: { kind, value } }) => (kind === 'key' && value === keyId) || (kind === 'tag' && value === tag),
  );
  const put = {
    id: keyId.replaceAll(':', '-'),
    name: 'Playground',
    scope: { kind: 'key', value: keyId },
    ...{ period: 'monthly', limitUsd: FIRST_LIMIT_USD, mode: 'hard' },
  };
  return { budgets, tag, proposal: may(viewer, 'config.draft') ? { section: 'budgets', put } : undefined };
}
