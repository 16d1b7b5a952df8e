import { listAlerts } from '@/lib/alerts/list-alerts';
import { listChannels } from '@/lib/alerts/list-channels';
import { isAdmin } from '@/lib/users/viewer';
import type { PageView } from '../../page-view';
import { ChannelTable } from './channel-table';
import { EntryForm } from './entry-form';
import { CHANNELS, CONDITIONS, type FormField } from './form-fields';
import { RuleTable } from './rule-table';

const NAMED: readonly FormField[] = [
  { name: 'id', label: 'Id', required: true, hint: 'One that exists is replaced' },
  { name: 'name', label: 'Name' },
];
const RULE: readonly FormField[] = [
  ...NAMED,
  { name: 'windowMinutes', label: 'Looks back (minutes)', kind: 'number', value: '60' },
  { name: 'forMinutes', label: 'For at least (minutes)', kind: 'number', value: '0' },
  { name: 'clearPercent', label: 'Over when away by %', kind: 'number', value: '10' },
  { name: 'channels', label: 'Tell', kind: 'list', hint: 'Ids of channels, with commas' },
];

/** The rules and channels that there are, and for admins the forms to change them. */
export async function Settings({ view }: { view: PageView }) {
  const [{ rules }, channels] = await Promise.all([
    listAlerts(view.viewer, view.workspace.id),
    listChannels(view.viewer),
  ]);
  const admin = isAdmin(view.viewer);
  const workspace = view.workspace.id;
  return (
    <>
      <RuleTable rules={rules} />
      {admin && (
        <EntryForm
          title="Create or replace an alert"
          section="alerts"
          common={RULE}
          kinds={CONDITIONS}
          present={rules}
          workspace={workspace}
        />
      )}
      <ChannelTable channels={channels} admin={admin} />
      {admin && (
        <EntryForm
          title="Create or replace a channel"
          section="channels"
          common={NAMED}
          kinds={CHANNELS}
          present={channels}
          workspace={workspace}
        />
      )}
    </>
  );
}
