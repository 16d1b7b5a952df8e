'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { JoiningForm } from '../../joining-form';
import { NewPasswordField } from '../../new-password-field';
import { useSignInWhenCreated } from '../../use-sign-in-when-created';
import { useJoining } from '../../use-joining';
import { join } from '../actions';

/** Sets the invited person's password, then signs in with it. */
export function InviteForm({ token, email }: { token: string; email: string }) {
  const t = useT();
  const joining = useJoining(join);
  const { result } = joining;
  const [password, setPassword] = useState('');
  useSignInWhenCreated(result?.kind === 'created' ? result.email : undefined, password);
  return (
    <JoiningForm
      joining={joining}
      token={token}
      closed={t('This invitation no longer works. Ask for a new one.')}
      submit={t('Join')}
      submitting={t('Joining…')}
    >
      <Field name="email" label={t('E-mail')} type="email" autoComplete="username" value={email} readOnly />
      <Field name="name" label={t('Name (optional)')} autoComplete="name" />
      <NewPasswordField value={password} onChange={setPassword} autoFocus />
    </JoiningForm>
  );
}
