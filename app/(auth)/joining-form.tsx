import Link from 'next/link';
import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { Joining } from './use-joining';

interface JoiningFormProps {
  joining: Joining;
  token: string;
  /** Why its link works no more, and what to do. */
  closed: string;
  /** On the button, and while it is being done. */
  submit: string;
  submitting: string;
  children: ReactNode;
}

/**
 * The form that makes an account by a link. The server says what is wrong, beside the fields, in the reader's language; a
 * browser would say it in a bubble, in its own.
 */
export function JoiningForm({ joining, token, closed, submit, submitting, children }: JoiningFormProps) {
  const t = useT();
  const { result, problems, busy, action, onSubmit } = joining;
  return (
    <form action={action} onSubmit={onSubmit} noValidate className="flex flex-col gap-3">
      {result?.kind === 'failed' && (
        <Alert tone="bad" role="alert">
          {result.message}
        </Alert>
      )}
      {result?.kind === 'closed' && (
        <Alert tone="bad" role="alert">
          {closed}{' '}
          {t.rich('Is the account there already? <link>Sign in</link>', {
            link: (words) => (
              <Link href="/sign-in" className="link">
                {words}
              </Link>
            ),
          })}
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <FieldProblemsProvider value={problems}>{children}</FieldProblemsProvider>
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? submitting : submit}
      </Button>
    </form>
  );
}
