'use client';
import { getProviders, signIn } from 'next-auth/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { msg } from '@/lib/i18n/msg';

const MESSAGES: Record<string, string> = {
  CredentialsSignin: msg('E-mail or password is wrong.'),
  TooManyAttempts: msg('Too many attempts. Wait 15 minutes and try again.'),
};
const CODE_WRONG = msg('That code is not right, or was used already. Wait for the next one.');

/** Undefined when nobody answers: `signIn` itself would leave the page then, with what was typed. */
async function answerTo(form: FormData) {
  try {
    if ((await getProviders()) === null) return undefined;
    return await signIn('credentials', {
      redirect: false,
      email: form.get('email'),
      password: form.get('password'),
      code: form.get('code') ?? '',
    });
  } catch {
    return undefined;
  }
}

export function SignInForm({ callbackPath }: { callbackPath: string }) {
  const t = useT();
  const [problem, setProblem] = useState<string>();
  const [asksCode, setAsksCode] = useState(false);
  const [codeProblem, setCodeProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  // A second Enter may come before the button is drawn as disabled.
  const isSending = useRef(false);
  const code = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (codeProblem !== undefined) code.current?.select();
  }, [codeProblem]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    setCodeProblem(undefined);
    const answer = await answerTo(form);
    if (answer?.ok === true && !answer.error) {
      // A full load: nothing rendered for nobody stays in the router's cache.
      window.location.assign(callbackPath);
      return;
    }
    setBusy(false);
    isSending.current = false;
    if (answer?.error === 'CodeNeeded') setAsksCode(true);
    else if (answer?.error === 'CodeWrong') setCodeProblem(t(CODE_WRONG));
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
          ref={code}
          name="code"
          error={codeProblem}
          label={t('Code')}
          autoComplete="one-time-code"
          required
          autoFocus
          hint={t('Six digits from your authenticator app, or a recovery code.')}
        />
      )}
      <SubmitButton variant="primary" disabled={busy}>
        {busy ? t('Signing in…') : t('Sign in')}
      </SubmitButton>
    </form>
  );
}
