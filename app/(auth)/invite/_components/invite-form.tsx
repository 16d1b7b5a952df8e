'use client';
import { signIn } from 'next-auth/react';
import { useActionState, useEffect, useRef, useState } from 'react';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { join } from '../actions';

/** Sets the invited person's password, then signs in with it. */
export function InviteForm({ token, email }: { token: string; email: string }) {
  const [result, action, pending] = useActionState(join, null);
  const [password, setPassword] = useState('');
  const signedIn = useRef(false);

  useEffect(() => {
    if (result?.kind !== 'created' || signedIn.current) return;
    signedIn.current = true;
    signIn('credentials', { redirect: false, email: result.email, password })
      .then((answer) => window.location.assign(answer?.ok === true ? '/overview' : '/sign-in'))
      .catch(() => window.location.assign('/sign-in'));
  }, [result, password]);

  const problem = result?.kind === 'invalid' ? result : undefined;
  const busy = pending || result?.kind === 'created';
  return (
    <form action={action} className="flex flex-col gap-3">
      {result?.kind === 'closed' && (
        <Alert tone="bad" role="alert">
          This invitation no longer works. Ask for a new one.
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <Field name="email" label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <Field name="name" label="Name (optional)" autoComplete="name" maxLength={200} />
      <Field
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        autoFocus
        minLength={12}
        maxLength={200}
        hint="At least 12 characters. A few unrelated words are good."
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem?.field === 'password' ? problem.message : undefined}
      />
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? 'Joining…' : 'Join'}
      </Button>
    </form>
  );
}
