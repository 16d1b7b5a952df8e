'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { NewPasswordField } from '../../new-password-field';
import { useSignInWhenCreated } from '../../use-sign-in-when-created';
import { useJoining } from '../../use-joining';
import { join } from '../actions';

/** Sets the invited person's password, then signs in with it. */
export function InviteForm({ token, email }: { token: string; email: string }) {
  const t = useT();
  const { result, pending, action, onSubmit } = useJoining(join);
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
          {t('This invitation no longer works. Ask for a new one.')}
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <Field name="email" label={t('E-mail')} type="email" autoComplete="username" value={email} readOnly />
      <Field
        name="name"
        label={t('Name (optional)')}
        autoComplete="name"
        maxLength={200}
        error={problem?.field === 'name' ? problem.message : undefined}
      />
      <NewPasswordField
        value={password}
        onChange={setPassword}
        autoFocus
        error={problem?.field === 'password' ? problem.message : undefined}
      />
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? t('Joining…') : t('Join')}
      </Button>
    </form>
  );
}
