import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonView } from '@/lib/users/person-view';
import { ActionForm } from '../../_components/action/action-form';
import { dropPerson, endTheirSessions, savePerson } from '../actions';
import { membershipsText } from '../memberships-text';

type Roles = readonly (readonly [string, string])[];

/** One person: role and places, sessions, removal. */
export function PersonCard({ person, roles }: { person: PersonView; roles: Roles }) {
  const id = <input type="hidden" name="id" value={person.id} />;
  return (
    <Card aria-label={person.email}>
      <CardHeader>
        <CardTitle className="break-all">{person.email}</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-5 md:grid-cols-3">
        <ActionForm key={person.id} action={savePerson} submit="Save">
          {id}
          <Choose id="person-role" name="role" label="Role" options={roles} defaultValue={person.role} />
          <Field
            id="person-places"
            name="memberships"
            label="Belongs to"
            defaultValue={membershipsText(person.memberships)}
            hint="Such as: main; research: blue, red"
          />
        </ActionForm>
        <ActionForm action={endTheirSessions} submit="End all sessions" variant="outline">
          {id}
          {person.secondFactor && (
            <label className="flex items-center gap-2 text-sm">
              <input type="checkbox" name="secondFactor" /> Take the second factor away too
            </label>
          )}
          <p className="text-xs text-ink-soft">{person.openSessions} sessions are open.</p>
        </ActionForm>
        <ActionForm
          action={dropPerson}
          submit="Remove"
          variant="danger"
          confirm={`Remove ${person.email} with their sessions and service tokens?`}
        >
          {id}
          <p className="text-xs text-ink-soft">
            Sessions and service tokens end at once. Keys of teams stay.
          </p>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
