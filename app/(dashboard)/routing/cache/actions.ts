'use server';
import { purgeCache } from '@/lib/cache/purge-cache';
import { getT } from '@/lib/i18n/get-t';
import type { ActionState } from '../../_components/action/action-state';
import { performAction, textOf } from '../../_components/action/perform-action';

export async function purge(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/routing/cache', async (viewer) => {
    const scope = { rule: textOf(form, 'rule'), model: textOf(form, 'model'), key: textOf(form, 'key') };
    const { answers } = await purgeCache(
      viewer,
      { ...scope, workspace: textOf(form, 'workspace') ?? '' },
      new Date(),
    );
    return {
      kind: 'done',
      message: t(
        '{answers, plural, one {# answer is} other {# answers are}} forgotten; in the memory of every process within 2 seconds.',
        { answers },
      ),
    };
  });
}
