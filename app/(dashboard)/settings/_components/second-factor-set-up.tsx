import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import type { OwnAccount } from '@/lib/users/own-account';
import { ActionForm } from '../../_components/action/action-form';
import { beginSecondFactor, confirmCode } from '../actions';

/** The two steps to a second factor. The second stays when it is on: it shows the recovery codes, once. */
export function SecondFactorSetUp({ account }: { account: OwnAccount }) {
  const t = useT();
  return (
    <>
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
        <ActionForm
          action={confirmCode}
          submit={t('Turn it on')}
          instead={
            account.secondFactor ? (
              <p className="text-sm text-ink-soft">
                {t(
                  '{left, plural, =0 {No recovery code is left.} one {# recovery code is left.} other {# recovery codes are left.}}',
                  { left: account.recoveryCodesLeft },
                )}
              </p>
            ) : undefined
          }
        >
          <Field
            id="first-code"
            name="code"
            label={t('Code that the app shows')}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
          />
        </ActionForm>
      )}
    </>
  );
}
