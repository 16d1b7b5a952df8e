'use server';
import { actorOf } from '@/lib/audit/actor';
import { rollBack } from '@/lib/config/versions/roll-back';
import { requireRight } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import type { ActionState } from '../../_components/action/action-state';
import { performAction, textOf } from '../../_components/action/perform-action';

/** Publishes an old version again, if what was looked at is still in force. */
export async function bringBack(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/routing/versions', async (viewer) => {
    requireRight(viewer, 'config.publish');
    const { version, published } = await rollBack({
      version: Number(textOf(form, 'version')),
      expectedVersion: Number(textOf(form, 'current')),
      author: viewer.email,
      actor: actorOf(viewer),
    });
    const message = published
      ? t('In force again, as version {version}.', { version })
      : t('It is what is in force already.');
    return { kind: 'done', message };
  });
}
