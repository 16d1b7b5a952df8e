import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ActionForm } from '../../_components/action/action-form';
import { setPassword } from '../actions';

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const t = useT();
  return (
    <Card aria-label={t('Password')}>
      <CardHeader>
        <CardTitle>{t('Password')}</CardTitle>
      </CardHeader>
      <CardBody>
        {hasPassword ? (
          <ActionForm action={setPassword} submit={t('Change the password')} className="max-w-sm">
            <Field
              name="current"
              label={t('Present password')}
              type="password"
              autoComplete="current-password"
              required
            />
            <Field
              name="next"
              label={t('New password')}
              type="password"
              autoComplete="new-password"
              required
              minLength={12}
              hint={t('At least 12 characters. All your other sessions end.')}
            />
          </ActionForm>
        ) : (
          <p className="text-sm text-ink-soft">
            {t('You sign in by a provider; there is no password here.')}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
