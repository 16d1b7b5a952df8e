'use client';
import { signIn } from 'next-auth/react';
import { useState, type FormEvent } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { msg } from '@/lib/i18n/msg';

const MESSAGES: Record<string, string> = {
  CredentialsSignin: msg('E-mail or password is wrong.'),
  TooManyAttempts: msg('Too many attempts. Wait 15 minutes and try again.'),
  CodeWrong: msg('That code is not right, or was used already. Wait for the next one.'),
};

export function SignInForm({ callbackPath }: { callbackPath: string }) {
  const t = useT();
  const [problem, setProblem] = useState<string>();
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    const answer = await signIn('credentials', {
      redirect: false,
      email: form.get('email'),
      password: form.get('password'),
      code: form.get('code') ?? '',
    }).catch(() => undefined);
    if (answer?.ok === true && !answer.error) {
      // A full load: nothing rendered for nobody stays in the router's cache.
      window.location.assign(callbackPath);
      return;
    }
    setBusy(false);
    if (answer?.error === 'CodeNeeded') setAsksCode(true);
    else setProblem(t(MESSAGES[answer?.error ?? ''] ?? msg('Sign-in did not work. Try again in a moment.')));
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-3">
      {problem !== undefined && (
        <Alert tone="bad" role="alert">
          {problem}
        </Alert>
      )}
      <Field name="email" label={t('E-mail')} type="email" autoComplete="username" required autoFocus />
      <Field name="password" label={t('Password')} type="password" autoComplete="current-password" required />
      {asksCode && (
        <Field
          name="code"
          label={t('Code')}
          autoComplete="one-time-code"
          required
          autoFocus
          hint={t('Six digits from your authenticator app, or a recovery code.')}
        />
      )}
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? t('Signing in…') : t('Sign in')}
      </Button>
    </form>
  );
}
