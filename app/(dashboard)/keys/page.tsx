import type { Metadata } from 'next';
import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { listKeys } from '@/lib/keys/list';
import { mayManageKey } from '@/lib/keys/may-manage';
import { listTeams } from '@/lib/teams/list';
import { requireUser } from '@/lib/users/require-user';
import { ActionForm } from '../_components/action/action-form';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { KeyCard } from './_components/key-card';
import { KeyFields } from './_components/key-fields';
import { KeyTable } from './_components/key-table';
import { TeamsCard } from './_components/teams-card';
import { create } from './actions';

export const metadata: Metadata = { title: 'Keys & teams' };

export default async function KeysPage({ searchParams }: PageProps<'/keys'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/keys', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const workspace = view.workspace.id;
  const [keys, teams] = await Promise.all([
    listKeys(viewer, { workspace }),
    listTeams(viewer, { workspace }),
  ]);
  const chosen = keys.find(({ id }) => id === query['key']);
  return (
    <>
      <PageTitle title="Keys & teams">times in {view.range.zone}</PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      {keys.length === 0 ? (
        <Empty title="There is no key yet">Applications send one with each request.</Empty>
      ) : (
        <Card>
          <KeyTable keys={keys} view={view} />
        </Card>
      )}
      {chosen !== undefined && mayManageKey(viewer, { workspaceId: workspace, team: chosen.team }) && (
        <KeyCard value={chosen} />
      )}
      {may(viewer, 'key.manage.own') && (
        <Card aria-label="New key">
          <CardHeader>
            <CardTitle>Create a key</CardTitle>
          </CardHeader>
          <CardBody>
            <ActionForm action={create} submit="Create the key">
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
