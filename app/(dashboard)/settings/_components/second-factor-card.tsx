import { Field } from '@/components/layout/field';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { OwnAccount } from '@/lib/users/own-account';
import { ActionForm } from '../../_components/action/action-form';
import { beginSecondFactor, confirmCode, endSecondFactor } from '../actions';

export function SecondFactorCard({ account }: { account: OwnAccount }) {
  return (
    <Card aria-label="Second factor">
      <CardHeader>
        <div>
          <CardTitle>Second factor</CardTitle>
          <CardNote>A code of an authenticator app, asked for after the password.</CardNote>
        </div>
        <Badge tone={account.secondFactor ? 'good' : 'neutral'}>{account.secondFactor ? 'on' : 'off'}</Badge>
      </CardHeader>
      <CardBody className="grid gap-5 md:grid-cols-2">
        {account.hasPassword && !account.secondFactor && (
          <ActionForm action={beginSecondFactor} submit="Set it up">
            <Field
              name="password"
              label="Your password"
              type="password"
              autoComplete="current-password"
              required
            />
          </ActionForm>
        )}
        {account.hasPassword && (
          <ActionForm action={confirmCode} submit="Turn it on">
            <Field
              id="first-code"
              name="code"
              label="Code that the app shows"
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              disabled={account.secondFactor}
              hint={
                account.secondFactor ? `${account.recoveryCodesLeft} recovery codes are left.` : undefined
              }
            />
          </ActionForm>
        )}
        {account.secondFactor && (
          <ActionForm action={endSecondFactor} submit="Turn it off" variant="danger">
            <Field id="last-code" name="code" label="A code, or a recovery code" required />
          </ActionForm>
        )}
        {!account.hasPassword && (
          <p className="text-sm text-ink-soft">Your provider of sign-in asks for its own.</p>
        )}
      </CardBody>
    </Card>
  );
}
