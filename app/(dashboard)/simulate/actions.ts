'use server';
import { tryParseJson } from '@/lib/dialects/json-value';
import { getT } from '@/lib/i18n/get-t';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { removePlan } from '@/lib/plans/remove';
import { savePlan } from '@/lib/plans/save';
import { savePlanSchema } from '@/lib/plans/schemas';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';
import { calculate, type Calculated } from './calculate-result';

/** The figures of a plan as it stands in the editor. What it holds is checked by the verb. */
export async function calculateAction(
  _previous: unknown,
  plan: PlanInput,
): Promise<{ plan: PlanInput; result: Calculated }> {
  await requireSameOrigin();
  return { plan, result: await calculate(await requireUser('/simulate'), plan, Date.now()) };
}

/** Keeps what the form's `input` holds as JSON. `id` names a plan of one's own to change. */
export async function savePlanAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/simulate', async (viewer) => {
    const plan = await savePlan(
      viewer,
      savePlanSchema.parse({
        workspace: textOf(form, 'workspace'),
        kind: textOf(form, 'kind'),
        name: textOf(form, 'name') ?? '',
        shared: form.get('shared') === 'on',
        input: tryParseJson(textOf(form, 'input') ?? ''),
        ...(textOf(form, 'id') === undefined ? {} : { id: textOf(form, 'id') }),
      }),
    );
    const whose = plan.shared ? t('Everybody of the workspace sees it.') : t('Only you see it.');
    return { kind: 'done', message: t('“{name}” is saved. {whose}', { name: plan.name, whose }) };
  });
}

export async function removePlanAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/simulate', async (viewer) => {
    const { name } = await removePlan(viewer, textOf(form, 'id') ?? '');
    return { kind: 'done', message: t('“{name}” is gone.', { name }) };
  });
}
