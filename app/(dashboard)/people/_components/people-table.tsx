import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { PersonView } from '@/lib/users/person-view';
import { membershipsText } from '../memberships-text';

export function PeopleTable({ people }: { people: readonly PersonView[] }) {
  return (
    <Table label="People">
      <thead>
        <tr>
          <Th>E-mail</Th>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Belongs to</Th>
          <Th>Second factor</Th>
          <Th numeric>Sessions</Th>
          <Th>Last sign-in (UTC)</Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id} className="hover:bg-sunken">
            <Td>
              <Link href={`/people?person=${encodeURIComponent(person.id)}`} className="text-brand underline">
                {person.email}
              </Link>
            </Td>
            <Td>{person.name ?? '–'}</Td>
            <Td>{person.role}</Td>
            <Td>
              {person.role === 'owner' || person.role === 'admin'
                ? 'everything'
                : membershipsText(person.memberships) || 'nothing yet'}
            </Td>
            <Td>
              <Badge tone={person.secondFactor ? 'good' : 'neutral'}>
                {person.secondFactor ? 'on' : 'off'}
              </Badge>
            </Td>
            <Td numeric>{person.openSessions}</Td>
            <Td>
              {person.lastSignInAt === null ? '–' : formatInstant(new Date(person.lastSignInAt), 'UTC')}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
