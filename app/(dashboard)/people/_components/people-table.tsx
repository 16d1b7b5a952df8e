import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { PersonView } from '@/lib/users/people/person-view';
import { membershipsText } from '../memberships-text';

export function PeopleTable({ people }: { people: readonly PersonView[] }) {
  const t = useT();
  return (
    <Table label={t('People')}>
      <thead>
        <tr>
          <Th>{t('E-mail')}</Th>
          <Th>{t('Name')}</Th>
          <Th>{t('Role')}</Th>
          <Th>{t('Belongs to')}</Th>
          <Th>{t('Second factor')}</Th>
          <Th numeric>{t('Sessions')}</Th>
          <Th>{t('Last sign-in (UTC)')}</Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id} className="hover:bg-sunken">
            <Td>
              <Link href={`/people?person=${encodeURIComponent(person.id)}`} className="link">
                {person.email}
              </Link>
            </Td>
            <Td>{person.name ?? '–'}</Td>
            <Td>{person.role}</Td>
            <Td>
              {person.role === 'owner' || person.role === 'admin'
                ? t('everything')
                : membershipsText(person.memberships) || t('nothing yet')}
            </Td>
            <Td>
              <Badge tone={person.secondFactor ? 'good' : 'neutral'}>
                {person.secondFactor ? t('on') : t('off')}
              </Badge>
            </Td>
            <Td numeric>{person.openSessions}</Td>
            <Td>
              {person.lastSignInAt === null
                ? '–'
                : formatInstant(new Date(person.lastSignInAt), 'UTC', t.locale)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
