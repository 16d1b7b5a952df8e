'use server';
import { judgeRequest } from '@/lib/feedback/judge-request';
import { feedbackSchema } from '@/lib/feedback/schemas';
import { getT } from '@/lib/i18n/get-t';
import type { ActionState } from '../../_components/action/action-state';
import { performAction, textOf } from '../../_components/action/perform-action';

/** Keeps the viewer's word on a request; another one takes its place. */
export async function judgeAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  const id = textOf(form, 'request_id') ?? '';
  return performAction(`/requests/${encodeURIComponent(id)}`, async (viewer) => {
    await judgeRequest(viewer, feedbackSchema.parse({ request_id: id, label: form.get('label') }));
    return { kind: 'done', message: t('Kept. The learned router hears of it within a minute.') };
  });
}
