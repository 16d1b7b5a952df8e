import { PageTitle } from '@/components/layout/page-title';
import { Card } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { mayGrant } from '@/lib/access/may-grant';
import { ROLES } from '@/lib/access/roles';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { listInvitations } from '@/lib/users/invitations/list-invitations';
import { listPeople } from '@/lib/users/people/list-people';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../_components/no-right';
import { Problems } from '../_components/problems';
import { readAddress } from '../read-address';
import { addressOf, readQuery } from '../read-query';
import { InvitationsCard } from './_components/invitations-card';
import { PeopleTable } from './_components/people-table';
import { PersonCard } from './_components/person-card';

export const generateMetadata = titled(msg('People'));

export default async function PeoplePage({ searchParams }: PageProps<'/people'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/people', query));
  if (!may(viewer, 'user.manage')) return <NoRight title={t('People')} />;
  const [people, invitations] = await Promise.all([listPeople(viewer), listInvitations(viewer)]);
  const { thing, problems } = readAddress(t, query);
  const chosen = thing(
    'person',
    people.find(({ id }) => id === query['person']),
  );
  const roles = ROLES.filter((role) => mayGrant(viewer, role)).map((role) => [role, role] as const);
  return (
    <>
      <PageTitle title={t('People')} />
      <Problems problems={problems} />
      <Card>
        <PeopleTable people={people} />
      </Card>
      {chosen !== undefined && mayGrant(viewer, chosen.role) && <PersonCard person={chosen} roles={roles} />}
      <InvitationsCard invitations={invitations} roles={roles} />
    </>
  );
}
