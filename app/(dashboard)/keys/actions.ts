'use server';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { createKey, createKeySchema } from '@/lib/keys/create';
import { rotateKey } from '@/lib/keys/rotate';
import { updateKey, updateKeySchema } from '@/lib/keys/update';
import { removeTeam } from '@/lib/teams/remove';
import { saveTeam } from '@/lib/teams/save';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';
import { readKeyForm, tagsOf } from './read-key-form';

const idOf = (form: FormData) => textOf(form, 'id') ?? '';
const shownOnce = (t: T, message: string, value: string): ActionState => ({
  ...{ kind: 'done', message },
  secrets: [{ label: t('Key'), value }],
});

export async function create(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/keys', async (viewer) => {
    const workspace = textOf(form, 'workspace');
    const { key, value } = await createKey(
      viewer,
      createKeySchema.parse({ ...readKeyForm(form), workspace }),
    );
    return shownOnce(
      t,
      t('The key “{name}” is made. Copy it now: it is not shown again.', { name: key.name }),
      value,
    );
  });
}

export async function change(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/keys', async (viewer) => {
    await updateKey(viewer, updateKeySchema.parse({ ...readKeyForm(form), id: idOf(form) }));
    return { kind: 'done', message: t('Saved. It holds everywhere within 2 seconds.') };
  });
}

export async function rotate(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/keys', async (viewer) => {
    const overlapHours = Number(textOf(form, 'overlapHours') ?? 0);
    const { key, value } = await rotateKey(viewer, { id: idOf(form), overlapHours });
    const until = key.oldValueUntil === null ? t('has ended') : t('ends {at}', { at: key.oldValueUntil });
    return shownOnce(t, t('The new value, not shown again. The one before it {until}.', { until }), value);
  });
}

export async function keepTeam(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/keys', async (viewer) => {
    const [workspace, name] = [textOf(form, 'workspace'), textOf(form, 'name') ?? idOf(form)];
    const team = await saveTeam(viewer, {
      id: idOf(form),
      workspace,
      name,
      tags: tagsOf(textOf(form, 'tags')),
    });
    return { kind: 'done', message: t('The team “{name}” is saved.', { name: team.name }) };
  });
}

export async function dropTeam(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/keys', async (viewer) => {
    const team = await removeTeam(viewer, { id: idOf(form), workspace: textOf(form, 'workspace') });
    return { kind: 'done', message: t('The team “{name}” is removed.', { name: team.name }) };
  });
}
