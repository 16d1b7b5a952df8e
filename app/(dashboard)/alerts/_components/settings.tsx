import { listAlerts } from '@/lib/alerts/list-alerts';
import { listChannels } from '@/lib/alerts/list-channels';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';
import { ChannelTable } from './channel-table';
import { EntryForm } from './entry-form';
import { CHANNELS, CONDITIONS, type FormField } from './form-fields';
import { RuleTable } from './rule-table';

const NAMED: readonly FormField[] = [
  { name: 'id', label: msg('Id'), required: true, hint: msg('One that exists is replaced') },
  { name: 'name', label: msg('Name') },
];
const RULE: readonly FormField[] = [
  ...NAMED,
  { name: 'windowMinutes', label: msg('Looks back (minutes)'), kind: 'number', value: '60' },
  { name: 'forMinutes', label: msg('For at least (minutes)'), kind: 'number', value: '0' },
  {
    name: 'clearPercent',
    label: msg('Ends when away by %'),
    hint: msg('Of the mark, so that it does not flicker'),
    kind: 'number',
    value: '10',
  },
  { name: 'channels', label: msg('Tell'), kind: 'list', hint: msg('Ids of channels, with commas') },
];

/** The rules and channels that there are, for those who may read them, and the forms to draft a change. */
export async function Settings({ view }: { view: PageView }) {
  const t = await getT();
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
          title={t('Create, replace or remove an alert')}
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
          title={t('Create, replace or remove a channel')}
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
