import type { Metadata } from 'next';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/in-force';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../_components/no-right';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { ProviderEditor } from './_components/provider-editor';
import { ProviderTable } from './_components/provider-table';
import { ProviderTabs } from './_components/provider-tabs';

export const metadata: Metadata = { title: 'Providers' };

export default async function ProvidersPage({ searchParams }: PageProps<'/providers'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/providers', query));
  if (!may(viewer, 'config.read')) return <NoRight title="Providers" />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { version, document } = await configInForce(viewer);
  const wanted = query['provider'];
  const provider = document.providers.find(({ id }) => id === wanted);
  const unknown =
    wanted === undefined || provider !== undefined
      ? []
      : [`There is no provider “${wanted.slice(0, 60)}” any more. A new one can be added below.`];
  const mayChange = may(viewer, 'config.draft');
  return (
    <>
      <PageTitle title="Providers">version {version}</PageTitle>
      <Problems problems={[...view.problems, ...unknown]} />
      <ProviderTabs view={view} here="/providers" />
      <ProviderTable
        providers={document.providers}
        models={document.models}
        view={view}
        mayChange={mayChange}
      />
      {mayChange && (
        <ProviderEditor
          key={provider?.id ?? ''}
          provider={provider}
          version={version}
          mayTest={may(viewer, 'config.publish')}
        />
      )}
    </>
  );
}
