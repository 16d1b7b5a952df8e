import type { Metadata } from 'next';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/in-force';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../../_components/no-right';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { ProviderTabs } from '../_components/provider-tabs';
import { addressOf, readQuery } from '../../read-query';
import { ModelEditor } from './_components/model-editor';
import { ModelTable } from './_components/model-table';
import { priceWords } from './_components/price-words';

export const metadata: Metadata = { title: 'Models' };

export default async function ModelsPage({ searchParams }: PageProps<'/providers/models'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/providers/models', query));
  if (!may(viewer, 'config.read')) return <NoRight title="Models" />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { version, document } = await configInForce(viewer);
  const { model: wanted, provider } = query;
  const model = document.models.find(({ id }) => id === wanted);
  const unknown =
    wanted === undefined || model !== undefined
      ? []
      : [`There is no model “${wanted.slice(0, 60)}” any more. A new one can be added below.`];
  const shown = document.models.filter(
    ({ offers }) => provider === undefined || offers.some((offer) => offer.provider === provider),
  );
  const mayChange = may(viewer, 'config.draft');
  return (
    <>
      <PageTitle title="Models">
        {provider === undefined ? `version ${version}` : `served by ${provider.slice(0, 60)}`}
      </PageTitle>
      <Problems problems={[...view.problems, ...unknown]} />
      <ProviderTabs view={view} here="/providers/models" />
      <ModelTable
        models={shown}
        priceOf={(offer) => priceWords(document.prices, offer, view.now.getTime())}
        view={view}
        mayChange={mayChange}
      />
      {mayChange && (
        <ModelEditor
          key={model?.id ?? ''}
          model={model}
          providers={document.providers.map(({ id, name }) => ({ id, name }))}
          version={version}
        />
      )}
    </>
  );
}
