import { listAlerts } from '@/lib/alerts/list-alerts';
import { listChannels } from '@/lib/alerts/list-channels';
import { may } from '@/lib/access/may';
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
  {
    name: 'clearPercent',
    label: 'Ends when away by %',
    hint: 'Of the mark, so that it does not flicker',
    kind: 'number',
    value: '10',
  },
  { name: 'channels', label: 'Tell', kind: 'list', hint: 'Ids of channels, with commas' },
];

/** The rules and channels that there are, for those who may read them, and the forms to draft a change. */
export async function Settings({ view }: { view: PageView }) {
  const { viewer } = view;
  if (!may(viewer, 'config.read')) return null;
  const workspace = view.workspace.id;
  const [{ rules }, channels] = await Promise.all([listAlerts(viewer, workspace), listChannels(viewer)]);
  const mayDraft = may(viewer, 'config.draft');
  return (
    <>
      <RuleTable rules={rules} />
      {mayDraft && (
        <EntryForm
          title="Create, replace or remove an alert"
          section="alerts"
          common={RULE}
          kinds={CONDITIONS}
          present={rules}
          workspace={workspace}
        />
      )}
      <ChannelTable channels={channels} mayTest={may(viewer, 'config.publish')} />
      {mayDraft && (
        <EntryForm
          title="Create, replace or remove a channel"
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
