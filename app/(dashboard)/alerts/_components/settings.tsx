import { listAlerts } from '@/lib/alerts/list-alerts';
import { listChannels } from '@/lib/alerts/list-channels';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/versions/in-force';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';
import { ChannelTable } from './channel-table';
import { EntryForm } from './entry-form';
import { CHANNELS, CONDITIONS, NAMED, RULE } from './form-fields';
import { RuleTable } from './rule-table';

/** The rules and channels that there are, for those who may read them, and the forms to draft a change. */
export async function Settings({ view }: { view: PageView }) {
  const t = await getT();
  const { viewer } = view;
  if (!may(viewer, 'config.read')) return null;
  const workspace = view.workspace.id;
  // The version first: one that is published in between is then seen as somebody else's.
  const { version } = await configInForce(viewer);
  const [{ rules }, channels] = await Promise.all([listAlerts(viewer, workspace), listChannels(viewer)]);
  const [mayDraft, mayChange] = [may(viewer, 'config.draft'), may(viewer, 'config.publish')];
  return (
    <>
      <RuleTable rules={rules} version={version} mayChange={mayChange} />
      {mayDraft && (
        <EntryForm
          title={t('Create or replace an alert')}
          section="alerts"
          common={RULE}
          kinds={CONDITIONS}
          workspace={workspace}
          version={version}
        />
      )}
      <ChannelTable channels={channels} version={version} mayChange={mayChange} />
      {mayDraft && (
        <EntryForm
          title={t('Create or replace a channel')}
          section="channels"
          common={NAMED}
          kinds={CHANNELS}
          workspace={workspace}
          version={version}
        />
      )}
    </>
  );
}
