'use server';
import { changeCanary } from '@/lib/canary/change';
import { changeCanarySchema, startCanarySchema } from '@/lib/canary/schemas';
import { startCanary } from '@/lib/canary/start';
import { getT } from '@/lib/i18n/get-t';
import type { ActionState } from '../../_components/action/action-state';
import { performAction, textOf } from '../../_components/action/perform-action';
import { readStartForm } from './read-start-form';

const PATH = '/routing/experiments';

export async function startCanaryAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(PATH, async (viewer) => {
    const wish = startCanarySchema.parse(readStartForm(form));
    await startCanary(viewer, wish);
    return {
      kind: 'done',
      message: t('The canary {id} has begun at {startPercent} %.', {
        id: wish.id,
        startPercent: wish.plan.startPercent,
      }),
    };
  });
}

export async function changeCanaryAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(PATH, async (viewer) => {
    const wish = changeCanarySchema.parse({ change: form.get('change'), note: textOf(form, 'note') ?? '' });
    await changeCanary(viewer, textOf(form, 'id') ?? '', wish);
    return { kind: 'done', message: t('Done. Gateways follow within moments.') };
  });
}
