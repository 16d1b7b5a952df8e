import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { EventRow } from '@/lib/health/schemas';

const SHOWN = 10;

/** What went wrong with providers in the month, newest first. */
export function Incidents({ incidents, zone }: { incidents: readonly EventRow[]; zone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Incidents</CardTitle>
        {incidents.length > SHOWN && (
          <CardNote>the last {SHOWN} of the month; Health has all of them</CardNote>
        )}
      </CardHeader>
      <CardBody>
        {incidents.length === 0 ? (
          <p className="text-sm text-ink-soft">None on record.</p>
        ) : (
          <Table label="Incidents">
            <thead>
              <tr>
                <Th>Last</Th>
                <Th>Target</Th>
                <Th>What</Th>
                <Th numeric>Times</Th>
              </tr>
            </thead>
            <tbody>
              {incidents.slice(0, SHOWN).map(({ id, lastAt, target, kind, reason, count }) => (
                <tr key={id}>
                  <Td>{formatInstant(lastAt, zone)}</Td>
                  <Td>{target}</Td>
                  <Td className="whitespace-normal">
                    {kind.replaceAll('_', ' ')}: {reason}
                  </Td>
                  <Td numeric>{count}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
