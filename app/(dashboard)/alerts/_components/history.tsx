import { formatInstant } from '@/components/format/instant';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { EVENTS_SHOWN, listAlertEvents } from '@/lib/alerts/list-events';
import { markAlertsSeen } from '@/lib/alerts/unread';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';

/** What happened, newest first, and how telling it went. Who looks at it has seen it. */
export async function History({ view }: { view: PageView }) {
  const t = await getT();
  const events = await listAlertEvents(view.viewer, view.workspace.id);
  await markAlertsSeen(view.viewer, view.workspace.id);
  const { zone } = view.range;
  return (
    <Card aria-label={t('History')}>
      <CardHeader>
        <div>
          <CardTitle>{t('History')}</CardTitle>
          <CardNote>
            {events.length === EVENTS_SHOWN
              ? t('The newest {EVENTS_SHOWN}; older ones by the API.', { EVENTS_SHOWN })
              : t('All of it.')}
          </CardNote>
        </div>
      </CardHeader>
      {events.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">{t('Nothing happened yet.')}</p>
      ) : (
        <Table label={t('History of alerts')}>
          <thead>
            <tr>
              <Th>{t('When ({zone})', { zone })}</Th>
              <Th>{t('What')}</Th>
              <Th>{t('Alert')}</Th>
              <Th>{t('Seen')}</Th>
              <Th>{t('Told')}</Th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id}>
                <Td>{formatInstant(event.at, zone, t.locale)}</Td>
                <Td>{event.kind.replace('_', ' ')}</Td>
                <Td className="min-w-40 whitespace-normal">
                  {event.ruleName}
                  {event.subject !== 'all' && <span className="text-ink-soft"> · {event.subject}</span>}
                </Td>
                <Td className="min-w-56 whitespace-normal">
                  {event.summary}
                  {event.actor !== null && t(' by {actor}', { actor: event.actor })}
                </Td>
                <Td className="min-w-40 whitespace-normal">
                  {event.deliveries.length === 0 && '–'}
                  {event.deliveries.map(({ channelId, state, tries, outcome }) => (
                    <p key={channelId} title={outcome}>
                      {channelId}: {state}
                      {tries > 1 && t(' after {tries} tries', { tries })}
                      {state !== 'sent' && outcome !== '' && ` (${outcome})`}
                    </p>
                  ))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
