'use server';
import { getT } from '@/lib/i18n/get-t';
import { createToken, createTokenSchema } from '@/lib/tokens/create';
import { revokeToken } from '@/lib/tokens/revoke';
import { changePassword } from '@/lib/users/passwords/change-password';
import { confirmSecondFactor } from '@/lib/users/second-factor/confirm-second-factor';
import { demandSecondFactor } from '@/lib/users/second-factor/demand-second-factor';
import { endSession } from '@/lib/users/sessions/end-session';
import { removeSecondFactor } from '@/lib/users/second-factor/remove-second-factor';
import { startSecondFactor } from '@/lib/users/second-factor/start-second-factor';
import { requireSignedIn } from '@/lib/users/require-user';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';

/** As it was typed: blanks may belong to a password. */
const typed = (form: FormData, name: string) => String(form.get(name) ?? '');

export async function setPassword(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    await changePassword(viewer, { current: typed(form, 'current'), next: typed(form, 'next') });
    return { kind: 'done', message: t('Your password is changed. All your other sessions have ended.') };
  });
}

/** As {@link confirmCode}, also for who owes a second factor and can do nothing else. */
export async function beginSecondFactor(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(
    '/settings',
    async (viewer) => {
      const { secret, uri } = await startSecondFactor(viewer, { password: typed(form, 'password') });
      const message = t('Give this to your authenticator app, then type the code that it shows below.');
      const secrets = [
        { label: t('Secret'), value: secret },
        { label: t('Address'), value: uri },
      ];
      return { kind: 'done', message, secrets };
    },
    requireSignedIn,
  );
}

export async function confirmCode(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(
    '/settings',
    async (viewer) => {
      const codes = await confirmSecondFactor(viewer, { code: typed(form, 'code') });
      const message = t(
        'The second factor is on. Each of these codes opens your account once without the app. Keep them in a safe place: they are not shown again.',
      );
      return { kind: 'done', message, secrets: [{ label: t('Recovery codes'), value: codes.join('\n') }] };
    },
    requireSignedIn,
  );
}

export async function endSecondFactor(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    await removeSecondFactor(viewer, { code: typed(form, 'code') });
    return { kind: 'done', message: t('The second factor is off.') };
  });
}

export async function demandFactor(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    const demanded = textOf(form, 'demanded') === 'yes';
    await demandSecondFactor(viewer, { demanded });
    const message = demanded
      ? t('A second factor is now demanded of everybody who signs in by password.')
      : t('A second factor is demanded of nobody now.');
    return { kind: 'done', message };
  });
}

export async function closeSession(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    const ended = await endSession(viewer, { id: textOf(form, 'id') ?? '' });
    return {
      kind: 'done',
      message: t('{ended, plural, one {# session} other {# sessions}} ended.', { ended }),
    };
  });
}

export async function makeToken(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    const expiresInDays = Number(textOf(form, 'expiresInDays') ?? 90);
    const wanted = { name: textOf(form, 'name') ?? '', scopes: form.getAll('scopes'), expiresInDays };
    const { value } = await createToken(viewer, createTokenSchema.parse(wanted));
    return {
      kind: 'done',
      message: t('Copy it now: it is not shown again.'),
      secrets: [{ label: t('Token'), value }],
    };
  });
}

export async function dropToken(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/settings', async (viewer) => {
    const { name } = await revokeToken(viewer, { id: textOf(form, 'id') ?? '' });
    return { kind: 'done', message: t('The token “{name}” is revoked.', { name }) };
  });
}
