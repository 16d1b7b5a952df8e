'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { NewPasswordField } from '../../new-password-field';
import { useSignInWhenCreated } from '../../use-sign-in-when-created';
import { useJoining } from '../../use-joining';
import { setUp } from '../actions';

/** Creates the first owner, then signs in with what was just typed. */
export function SetupForm({ token }: { token: string }) {
  const t = useT();
  const { result, pending, action, onSubmit } = useJoining(setUp);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  useSignInWhenCreated(result?.kind === 'created' ? result.email : undefined, password);

  const problem = result?.kind === 'invalid' ? result : undefined;
  const busy = pending || result?.kind === 'created';
  return (
    <form action={action} onSubmit={onSubmit} className="flex flex-col gap-3">
      {result?.kind === 'failed' && (
        <Alert tone="bad" role="alert">
          {result.message}
        </Alert>
      )}
      {result?.kind === 'closed' && (
        <Alert tone="bad" role="alert">
          {t('This link no longer works. Restart Tollgate: it prints a new one.')}
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <Field
        name="email"
        label={t('E-mail')}
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={problem?.field === 'email' ? problem.message : undefined}
      />
      <NewPasswordField
        value={password}
        onChange={setPassword}
        error={problem?.field === 'password' ? problem.message : undefined}
      />
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? t('Creating…') : t('Create the owner account')}
      </Button>
    </form>
  );
}
