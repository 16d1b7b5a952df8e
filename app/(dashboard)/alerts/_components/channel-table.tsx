import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChannelView } from '@/lib/alerts/list-channels';
import type { T } from '@/lib/i18n/t';
import { TestButton } from './test-button';

function whereTo(t: T, channel: ChannelView): string {
  switch (channel.kind) {
    case 'email':
      return `${channel.to.join(', ')} by ${channel.host}:${channel.port}`;
    case 'slack':
      return t('an incoming webhook, kept encrypted');
    case 'webhook':
      return channel.url;
    default:
      return channel satisfies never;
  }
}

/** Who can be told, with a test each. */
export function ChannelTable({ channels, mayTest }: { channels: readonly ChannelView[]; mayTest: boolean }) {
  const t = useT();
  return (
    <Card aria-label={t('Channels')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Channels')}</CardTitle>
          <CardNote>{t('Besides this page, which every alert is on.')}</CardNote>
        </div>
      </CardHeader>
      {channels.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">
          {t('None yet. There are mail by SMTP, Slack, and signed webhooks.')}
        </p>
      ) : (
        <Table label={t('Channels of alerts')}>
          <thead>
            <tr>
              <Th>{t('Channel')}</Th>
              <Th>{t('Kind')}</Th>
              <Th>{t('Goes to')}</Th>
              {mayTest && <Th>{t('Test')}</Th>}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel.id}>
                <Td>
                  {channel.name} {!channel.enabled && <Badge>{t('off')}</Badge>}
                </Td>
                <Td>{channel.kind}</Td>
                <Td className="min-w-48 break-words whitespace-normal">{whereTo(t, channel)}</Td>
                {mayTest && (
                  <Td>
                    <TestButton channel={channel.id} />
                  </Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
