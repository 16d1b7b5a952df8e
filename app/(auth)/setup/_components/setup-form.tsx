'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { JoiningForm } from '../../joining-form';
import { NewPasswordField } from '../../new-password-field';
import { useSignInWhenCreated } from '../../use-sign-in-when-created';
import { useJoining } from '../../use-joining';
import { setUp } from '../actions';

/** Creates the first owner, then signs in with what was just typed. */
export function SetupForm({ token }: { token: string }) {
  const t = useT();
  const joining = useJoining(setUp);
  const { result } = joining;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  useSignInWhenCreated(result?.kind === 'created' ? result.email : undefined, password);
  return (
    <JoiningForm
      joining={joining}
      token={token}
      closed={t('This link no longer works. Restart Tollgate: it prints a new one.')}
      submit={t('Create the owner account')}
      submitting={t('Creating…')}
    >
      <Field
        name="email"
        label={t('E-mail')}
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <NewPasswordField value={password} onChange={setPassword} />
    </JoiningForm>
  );
}
