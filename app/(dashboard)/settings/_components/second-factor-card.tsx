import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { OwnAccount } from '@/lib/users/own-account';
import { ActionForm } from '../../_components/action/action-form';
import { beginSecondFactor, confirmCode, endSecondFactor } from '../actions';

export function SecondFactorCard({ account }: { account: OwnAccount }) {
  const t = useT();
  return (
    <Card aria-label={t('Second factor')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Second factor')}</CardTitle>
          <CardNote>{t('A code of an authenticator app, asked for after the password.')}</CardNote>
        </div>
        <Badge tone={account.secondFactor ? 'good' : 'neutral'}>
          {account.secondFactor ? t('on') : t('off')}
        </Badge>
      </CardHeader>
      <CardBody className="grid gap-5 md:grid-cols-2">
        {account.hasPassword && !account.secondFactor && (
          <ActionForm action={beginSecondFactor} submit={t('Set it up')}>
            <Field
              name="password"
              label={t('Your password')}
              type="password"
              autoComplete="current-password"
              required
            />
          </ActionForm>
        )}
        {account.hasPassword && (
          <ActionForm action={confirmCode} submit={t('Turn it on')}>
            <Field
              id="first-code"
              name="code"
              label={t('Code that the app shows')}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              disabled={account.secondFactor}
              hint={
                account.secondFactor
                  ? t('{recoveryCodesLeft} recovery codes are left.', {
                      recoveryCodesLeft: account.recoveryCodesLeft,
                    })
                  : undefined
              }
            />
          </ActionForm>
        )}
        {account.secondFactor && (
          <ActionForm action={endSecondFactor} submit={t('Turn it off')} variant="danger">
            <Field id="last-code" name="code" label={t('A code, or a recovery code')} required />
          </ActionForm>
        )}
        {!account.hasPassword && (
          <p className="text-sm text-ink-soft">{t('Your provider of sign-in asks for its own.')}</p>
        )}
      </CardBody>
    </Card>
  );
}
