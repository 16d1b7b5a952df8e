'use server';
import { endBatch, startBatch } from '@/lib/batches/submit';
import { instantOf } from '@/lib/config/prices/price-change-schema';
import { getT } from '@/lib/i18n/get-t';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';

const OPTIONS = {
  concurrency: 'tollgate_concurrency',
  maxCostUsd: 'tollgate_max_cost_usd',
  onBadLine: 'tollgate_on_bad_line',
  onCrash: 'tollgate_on_crash',
  runAfter: 'tollgate_run_after',
  cheapestBefore: 'tollgate_cheapest_before',
} as const;

const TIMES: readonly string[] = ['runAfter', 'cheapestBefore'];

/** Starts a batch of a file that was uploaded. Times are those of the workspace's reporting zone. */
export async function startBatchAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/batches', async (viewer) => {
    const workspace = await openWorkspace(viewer, textOf(form, 'workspace') ?? '');
    const metadata = Object.fromEntries(
      Object.entries(OPTIONS).flatMap(([field, name]) => {
        const value = textOf(form, field);
        if (value === undefined) return [];
        return [[name, TIMES.includes(field) ? instantOf(value, workspace.reportingZone) : value] as const];
      }),
    );
    const { id } = await startBatch(viewer, {
      workspace: workspace.id,
      fileId: textOf(form, 'fileId') ?? '',
      metadata,
    });
    return { kind: 'done', message: t('{id} is on its way.', { id }) };
  });
}

export async function cancelBatchAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/batches', async (viewer) => {
    const { id } = await endBatch(viewer, textOf(form, 'id') ?? '');
    return {
      kind: 'done',
      message: t('{id} is being cancelled: what is under way comes to its end.', { id }),
    };
  });
}
