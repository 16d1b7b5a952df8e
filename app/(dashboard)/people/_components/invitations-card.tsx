import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { InvitationView } from '@/lib/users/invitations/invitation-view';
import { ActionForm } from '../../_components/action/action-form';
import { invitePerson, takeBack } from '../actions';

type Roles = readonly (readonly [string, string])[];

/** Invite somebody, and the invitations that are still open. */
export function InvitationsCard({
  invitations,
  roles,
}: {
  invitations: readonly InvitationView[];
  roles: Roles;
}) {
  const t = useT();
  return (
    <Card aria-label={t('Invitations')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Invite somebody')}</CardTitle>
          <CardNote>{t('Makes a link that works once. Nobody invites above their own rights.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <ActionForm action={invitePerson} submit={t('Make the link')} noValidate>
          <div className="grid gap-3 sm:grid-cols-3">
            <Field name="email" label={t('E-mail')} type="email" required />
            <Choose name="role" label={t('Role')} options={roles} defaultValue="viewer" />
            <Field
              name="memberships"
              label={t('Belongs to')}
              hint={t('Such as: main; research: blue, red')}
            />
          </div>
        </ActionForm>
        {invitations.map(({ id, email, role, expiresAt }) => (
          <div key={id} className="flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
            <p className="min-w-0 break-all">
              {t('{email} as {role}, until {value} UTC', {
                email,
                role,
                value: formatInstant(new Date(expiresAt), 'UTC', t.locale),
              })}
            </p>
            <ActionForm action={takeBack} submit={t('Take back')} variant="outline">
              <input type="hidden" name="id" value={id} />
            </ActionForm>
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
