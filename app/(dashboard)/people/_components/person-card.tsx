import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonView } from '@/lib/users/people/person-view';
import { ActionForm } from '../../_components/action/action-form';
import { dropPerson, endTheirSessions, savePerson } from '../actions';
import { membershipsText } from '../memberships-text';

type Roles = readonly (readonly [string, string])[];

/** One person: role and places, sessions, removal. */
export function PersonCard({ person, roles }: { person: PersonView; roles: Roles }) {
  const t = useT();
  const id = <input type="hidden" name="id" value={person.id} />;
  return (
    <Card aria-label={person.email}>
      <CardHeader>
        <CardTitle className="break-all">{person.email}</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-5 md:grid-cols-3">
        <ActionForm key={person.id} action={savePerson} submit={t('Save')}>
          {id}
          <Choose id="person-role" name="role" label={t('Role')} options={roles} defaultValue={person.role} />
          <Field
            id="person-places"
            name="memberships"
            label={t('Belongs to')}
            defaultValue={membershipsText(person.memberships)}
            hint={t('Such as: main; research: blue, red')}
          />
        </ActionForm>
        <ActionForm action={endTheirSessions} submit={t('End all sessions')} variant="outline">
          {id}
          {person.secondFactor && (
            <label className="flex items-center gap-2 text-sm">
              <input type="checkbox" name="secondFactor" /> {t('Take the second factor away too')}
            </label>
          )}
          <p className="text-xs text-ink-soft">
            {t('{openSessions} sessions are open.', { openSessions: person.openSessions })}
          </p>
        </ActionForm>
        <ActionForm
          action={dropPerson}
          submit={t('Remove')}
          variant="danger"
          confirm={t('Remove {email} with their sessions and service tokens?', { email: person.email })}
        >
          {id}
          <p className="text-xs text-ink-soft">
            {t('Sessions and service tokens end at once. Keys of teams stay.')}
          </p>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
