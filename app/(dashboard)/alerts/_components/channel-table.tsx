'use client';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChannelView } from '@/lib/alerts/list-channels';
import type { T } from '@/lib/i18n/t';
import { publishQuickly } from '../../_components/quick-edit/edit-action';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { RowButtons } from './row-buttons';
import { TestButton } from './test-button';

function whereTo(t: T, channel: ChannelView): string {
  switch (channel.kind) {
    case 'email':
      return t('{to} by {host}', { to: channel.to.join(', '), host: `${channel.host}:${channel.port}` });
    case 'slack':
      return t('an incoming webhook, kept encrypted');
    case 'webhook':
      return channel.url;
    default:
      return channel satisfies never;
  }
}

interface ChannelTableProps {
  channels: readonly ChannelView[];
  version: number;
  /** Whether the viewer may publish, and so may have one tested. */
  mayChange: boolean;
}

/** Who can be told, with a test each; switched and removed at once, and taken back from the toast. */
export function ChannelTable({ channels, version, mayChange }: ChannelTableProps) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(channels);
  const remove = ({ id }: ChannelView) =>
    edit(
      shown.filter((one) => one.id !== id),
      (path) => publishQuickly({ section: 'channels', remove: id }, version, path),
    );
  const turn = (channel: ChannelView) => {
    const turned = { ...channel, enabled: !channel.enabled };
    // Its secret is left out, and so stays as it is.
    const { hasSecret: _hasSecret, ...put } = turned;
    edit(
      shown.map((one) => (one.id === channel.id ? turned : one)),
      (path) => publishQuickly({ section: 'channels', put }, version, path),
    );
  };
  return (
    <Card aria-label={t('Channels')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Channels')}</CardTitle>
          <CardNote>{t('Besides this page, which every alert is on.')}</CardNote>
        </div>
      </CardHeader>
      {shown.length === 0 ? (
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
              {mayChange && <Th>{t('Test')}</Th>}
              {mayChange && <Th>{t('Change')}</Th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((channel) => (
              <tr key={channel.id}>
                <Td>
                  {channel.name} {!channel.enabled && <Badge>{t('off')}</Badge>}
                </Td>
                <Td>{channel.kind}</Td>
                <Td className="min-w-48 break-words whitespace-normal">{whereTo(t, channel)}</Td>
                {mayChange && (
                  <>
                    <Td>
                      <TestButton channel={channel.id} />
                    </Td>
                    <Td>
                      <RowButtons
                        name={channel.name}
                        enabled={channel.enabled}
                        disabled={pending}
                        onTurn={() => turn(channel)}
                        onRemove={() => remove(channel)}
                      />
                    </Td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
