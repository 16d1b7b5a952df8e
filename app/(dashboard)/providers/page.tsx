import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/versions/in-force';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../_components/no-right';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { ProviderEditor } from './_components/provider-editor';
import { ProviderTable } from './_components/provider-table';
import { ProviderTabs } from './_components/provider-tabs';

export const generateMetadata = titled(msg('Providers'));

export default async function ProvidersPage({ searchParams }: PageProps<'/providers'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/providers', query));
  if (!may(viewer, 'config.read')) return <NoRight title={t('Providers')} />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { version, document } = await configInForce(viewer);
  const wanted = query['provider'] || undefined;
  const provider = document.providers.find(({ id }) => id === wanted);
  const unknown =
    wanted === undefined || provider !== undefined
      ? []
      : [
          t('There is no provider “{wanted}” any more. A new one can be added below.', {
            wanted: wanted.slice(0, 60),
          }),
        ];
  const mayChange = may(viewer, 'config.draft');
  return (
    <>
      <PageTitle title={t('Providers')}>{t('version {version}', { version })}</PageTitle>
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
          key={query['provider'] ?? ''}
          provider={provider}
          version={version}
          mayTest={may(viewer, 'config.publish')}
        />
      )}
    </>
  );
}
