import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/versions/in-force';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../../_components/no-right';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { ProviderTabs } from '../_components/provider-tabs';
import { readAddress } from '../../read-address';
import { addressOf, readQuery } from '../../read-query';
import { ModelEditor } from './_components/model-editor';
import { ModelTable } from './_components/model-table';
import { priceWords } from './_components/price-words';

export const generateMetadata = titled(msg('Models'));

export default async function ModelsPage({ searchParams }: PageProps<'/providers/models'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/providers/models', query));
  if (!may(viewer, 'config.read')) return <NoRight title={t('Models')} />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { version, document } = await configInForce(viewer);
  const { thing, problems } = readAddress(t, query);
  const wanted = query['model'] || undefined;
  const provider = thing('provider', document.providers.find(({ id }) => id === query['provider'])?.id);
  const model = document.models.find(({ id }) => id === wanted);
  const unknown =
    wanted === undefined || model !== undefined
      ? []
      : [
          t('There is no model “{wanted}” any more. A new one can be added below.', {
            wanted: wanted.slice(0, 60),
          }),
        ];
  const shown = document.models.filter(
    ({ offers }) => provider === undefined || offers.some((offer) => offer.provider === provider),
  );
  const mayChange = may(viewer, 'config.draft');
  return (
    <>
      <PageTitle above={[{ label: t('Providers'), href: view.href('/providers') }]} title={t('Models')}>
        {provider === undefined
          ? t('version {version}', { version })
          : t('served by {provider}', { provider })}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems, ...unknown]} />
      <ProviderTabs view={view} here="/providers/models" />
      <ModelTable
        models={shown}
        priceOf={(offer) => priceWords(document.prices, offer, view.now.getTime(), t.locale)}
        view={view}
        mayChange={mayChange}
      />
      {mayChange && (
        <ModelEditor
          key={query['model'] ?? ''}
          model={model}
          providers={document.providers.map(({ id, name }) => ({ id, name }))}
          version={version}
        />
      )}
    </>
  );
}
