import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { OwnAccount } from '@/lib/users/own-account';
import { ActionForm } from '../../_components/action/action-form';
import { endSecondFactor } from '../actions';
import { SecondFactorSetUp } from './second-factor-set-up';

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
        <SecondFactorSetUp account={account} />
        {account.secondFactor && account.secondFactorDemanded && (
          <p className="text-sm text-ink-soft">
            {t('It is demanded of everybody here, so it cannot be turned off.')}
          </p>
        )}
        {account.secondFactor && !account.secondFactorDemanded && (
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
