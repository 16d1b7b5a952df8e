'use server';
import { env } from '@/lib/env';
import { getT } from '@/lib/i18n/get-t';
import { invite, inviteSchema } from '@/lib/users/invitations/invite';
import { removePerson } from '@/lib/users/people/remove-person';
import { resetPerson } from '@/lib/users/people/reset-person';
import { revokeInvitation } from '@/lib/users/invitations/revoke-invitation';
import { updatePerson, updatePersonSchema } from '@/lib/users/people/update-person';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';
import { readMemberships } from './memberships-text';

const idOf = (form: FormData) => textOf(form, 'id') ?? '';

export async function invitePerson(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/people', async (viewer) => {
    const memberships = readMemberships(textOf(form, 'memberships'));
    const [email, role] = [textOf(form, 'email'), textOf(form, 'role')];
    const { invitation, path } = await invite(viewer, inviteSchema.parse({ email, role, memberships }));
    const value = new URL(path, env().TOLLGATE_PUBLIC_URL ?? `http://localhost:${env().PORT}`).href;
    const message = t('Send this link to {email}. It works once, for a week, and is not shown again.', {
      email: invitation.email,
    });
    return { kind: 'done', message, secrets: [{ label: t('Link'), value }] };
  });
}

export async function takeBack(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/people', async (viewer) => {
    const { email } = await revokeInvitation(viewer, { id: idOf(form) });
    return { kind: 'done', message: t('The invitation of {email} is taken back.', { email }) };
  });
}

export async function savePerson(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/people', async (viewer) => {
    const memberships = readMemberships(textOf(form, 'memberships'));
    const change = { id: idOf(form), role: textOf(form, 'role'), memberships };
    await updatePerson(viewer, updatePersonSchema.parse(change));
    return { kind: 'done', message: t('Saved. It holds from their next request on.') };
  });
}

export async function endTheirSessions(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/people', async (viewer) => {
    const secondFactor = form.get('secondFactor') === 'on';
    const ended = await resetPerson(viewer, { id: idOf(form), secondFactor });
    return { kind: 'done', message: t('{ended} sessions ended.', { ended }) };
  });
}

export async function dropPerson(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/people', async (viewer) => {
    const { email } = await removePerson(viewer, { id: idOf(form) });
    return { kind: 'done', message: t('{email} is removed.', { email }) };
  });
}
