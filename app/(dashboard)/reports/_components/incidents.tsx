import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { EventRow } from '@/lib/health/schemas';

const SHOWN = 10;

/** What went wrong with providers in the month, newest first. */
export function Incidents({ incidents, zone }: { incidents: readonly EventRow[]; zone: string }) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Incidents')}</CardTitle>
        {incidents.length > SHOWN && (
          <CardNote>{t('the last {SHOWN} of the month; Health has all of them', { SHOWN })}</CardNote>
        )}
      </CardHeader>
      <CardBody>
        {incidents.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('None on record.')}</p>
        ) : (
          <Table label={t('Incidents')}>
            <thead>
              <tr>
                <Th>{t('Last')}</Th>
                <Th>{t('Target')}</Th>
                <Th>{t('What')}</Th>
                <Th numeric>{t('Times')}</Th>
              </tr>
            </thead>
            <tbody>
              {incidents.slice(0, SHOWN).map(({ id, lastAt, target, kind, reason, count }) => (
                <tr key={id}>
                  <Td>{formatInstant(lastAt, zone, t.locale)}</Td>
                  <Td>{target}</Td>
                  <Td className="min-w-56 whitespace-normal">
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
