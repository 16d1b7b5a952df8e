import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { listKeys } from '@/lib/keys/list';
import { mayManageKey } from '@/lib/keys/may-manage';
import { listTeams } from '@/lib/teams/list';
import { requireUser } from '@/lib/users/require-user';
import { ActionForm } from '../_components/action/action-form';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { readAddress } from '../read-address';
import { addressOf, readQuery } from '../read-query';
import { KeyCard } from './_components/key-card';
import { KeyFields } from './_components/key-fields';
import { KeyTable } from './_components/key-table';
import { TeamsCard } from './_components/teams-card';
import { create } from './actions';

export const generateMetadata = titled(msg('Keys & teams'));

export default async function KeysPage({ searchParams }: PageProps<'/keys'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/keys', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const workspace = view.workspace.id;
  const [keys, teams] = await Promise.all([
    listKeys(viewer, { workspace }),
    listTeams(viewer, { workspace }),
  ]);
  const { thing, problems } = readAddress(t, query);
  const chosen = thing(
    'key',
    keys.find(({ id }) => id === query['key']),
  );
  return (
    <>
      <PageTitle title={t('Keys & teams')}>{t('times in {zone}', { zone: view.range.zone })}</PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      {keys.length === 0 ? (
        <Empty title={t('There is no key yet')}>{t('Applications send one with each request.')}</Empty>
      ) : (
        <Card>
          <KeyTable keys={keys} view={view} />
        </Card>
      )}
      {chosen !== undefined && mayManageKey(viewer, { workspaceId: workspace, team: chosen.team }) && (
        <KeyCard value={chosen} />
      )}
      {may(viewer, 'key.manage.own') && (
        <Card aria-label={t('New key')}>
          <CardHeader>
            <CardTitle>{t('Create a key')}</CardTitle>
          </CardHeader>
          <CardBody>
            <ActionForm action={create} submit={t('Create the key')}>
              <input type="hidden" name="workspace" value={workspace} />
              <KeyFields prefix="create" />
            </ActionForm>
          </CardBody>
        </Card>
      )}
      <TeamsCard teams={teams} workspace={workspace} mayChange={may(viewer, 'user.manage')} />
    </>
  );
}
