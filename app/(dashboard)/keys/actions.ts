'use server';
import { createKey, createKeySchema } from '@/lib/keys/create';
import { disableKey } from '@/lib/keys/disable';
import { rotateKey } from '@/lib/keys/rotate';
import { updateKey, updateKeySchema } from '@/lib/keys/update';
import { removeTeam } from '@/lib/teams/remove';
import { saveTeam } from '@/lib/teams/save';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';
import { readKeyForm, tagsOf } from './read-key-form';

const idOf = (form: FormData) => textOf(form, 'id') ?? '';
const shownOnce = (message: string, value: string): ActionState => ({
  ...{ kind: 'done', message },
  secrets: [{ label: 'Key', value }],
});

export async function create(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    const workspace = textOf(form, 'workspace');
    const { key, value } = await createKey(
      viewer,
      createKeySchema.parse({ ...readKeyForm(form), workspace }),
    );
    return shownOnce(`The key “${key.name}” is made. Copy it now: it is not shown again.`, value);
  });
}

export async function change(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    await updateKey(viewer, updateKeySchema.parse({ ...readKeyForm(form), id: idOf(form) }));
    return { kind: 'done', message: 'Saved. It holds everywhere within 2 seconds.' };
  });
}

export async function rotate(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    const overlapHours = Number(textOf(form, 'overlapHours') ?? 0);
    const { key, value } = await rotateKey(viewer, { id: idOf(form), overlapHours });
    const until = key.oldValueUntil === null ? 'has ended' : `ends ${key.oldValueUntil}`;
    return shownOnce(`The new value, not shown again. The one before it ${until}.`, value);
  });
}

export async function disable(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    const key = await disableKey(viewer, { id: idOf(form) });
    return { kind: 'done', message: `The key “${key.name}” is disabled. Its history stays.` };
  });
}

export async function keepTeam(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    const [workspace, name] = [textOf(form, 'workspace'), textOf(form, 'name') ?? idOf(form)];
    const team = await saveTeam(viewer, {
      id: idOf(form),
      workspace,
      name,
      tags: tagsOf(textOf(form, 'tags')),
    });
    return { kind: 'done', message: `The team “${team.name}” is saved.` };
  });
}

export async function dropTeam(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/keys', async (viewer) => {
    const team = await removeTeam(viewer, { id: idOf(form), workspace: textOf(form, 'workspace') });
    return { kind: 'done', message: `The team “${team.name}” is removed.` };
  });
}
