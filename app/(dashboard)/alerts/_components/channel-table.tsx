import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChannelView } from '@/lib/alerts/list-channels';
import { TestButton } from './test-button';

function whereTo(channel: ChannelView): string {
  switch (channel.kind) {
    case 'email':
      return `${channel.to.join(', ')} by ${channel.host}:${channel.port}`;
    case 'slack':
      return 'an incoming webhook, kept encrypted';
    case 'webhook':
      return channel.url;
    default:
      return channel satisfies never;
  }
}

/** Who can be told, with a test each. */
export function ChannelTable({ channels, mayTest }: { channels: readonly ChannelView[]; mayTest: boolean }) {
  return (
    <Card aria-label="Channels">
      <CardHeader>
        <div>
          <CardTitle>Channels</CardTitle>
          <CardNote>Besides this page, which every alert is on.</CardNote>
        </div>
      </CardHeader>
      {channels.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">
          None yet. There are mail by SMTP, Slack, and signed webhooks.
        </p>
      ) : (
        <Table label="Channels of alerts">
          <thead>
            <tr>
              <Th>Channel</Th>
              <Th>Kind</Th>
              <Th>Goes to</Th>
              {mayTest && <Th>Test</Th>}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel.id}>
                <Td>
                  {channel.name} {!channel.enabled && <Badge>off</Badge>}
                </Td>
                <Td>{channel.kind}</Td>
                <Td className="min-w-48 break-words whitespace-normal">{whereTo(channel)}</Td>
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
