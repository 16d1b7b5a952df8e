import Link from 'next/link';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import type { Model, Provider } from '@/lib/config/schemas';
import type { T } from '@/lib/i18n/t';
import { PRESETS } from '@/lib/providers/presets';
import type { PageView } from '../../page-view';
import { EntryTable } from './entry-table';

interface ProviderTableProps {
  providers: readonly Provider[];
  models: readonly Model[];
  view: PageView;
  /** Whether the viewer may draft changes. */
  mayChange: boolean;
}

/** Every provider: where it is, how many keys it has, what it serves. */
export function ProviderTable({ providers, models, view, mayChange }: ProviderTableProps) {
  const t = useT();
  const served = ({ id }: Provider) =>
    models.filter(({ offers }) => offers.some(({ provider }) => provider === id)).length;
  return (
    <EntryTable
      title={t('Providers')}
      note={t('Servers that models are called at.')}
      empty={t('None yet. Add one below: choose its server, give a key, test the connection.')}
      rows={providers}
      columns={[
        {
          head: t('Provider'),
          className: 'max-w-56 min-w-40 break-words whitespace-normal',
          cell: ({ id, name }) => (
            <>
              {name ?? id}
              <div className="font-mono text-xs text-ink-soft">{id}</div>
            </>
          ),
        },
        {
          head: t('Server'),
          className: 'min-w-40 break-all whitespace-normal',
          cell: ({ baseUrl, dialect, preset }) => (
            <>
              {baseUrl}
              <div className="text-xs text-ink-soft">
                {dialect}
                {preset !== undefined && `, ${PRESETS[preset].name}`}
              </div>
            </>
          ),
        },
        { head: t('Keys'), cell: (provider) => keyWords(t, provider) },
        {
          head: t('Models'),
          numeric: true,
          cell: (provider) => (
            <Link className="link" href={view.href('/providers/models', { provider: provider.id })}>
              {served(provider)}
            </Link>
          ),
        },
        {
          head: t('State'),
          cell: ({ enabled, simulated }) => (
            <>
              <Badge tone={enabled ? 'good' : 'neutral'}>{enabled ? t('on') : t('off')}</Badge>{' '}
              {simulated && <Badge tone="warn">{t('simulated')}</Badge>}
            </>
          ),
        },
      ]}
      changeHref={mayChange ? (id) => `${view.href('/providers', { provider: id })}#edit` : undefined}
    />
  );
}

/** How many keys there are and where from; never a part of one. */
function keyWords(t: T, { apiKey, apiKeys }: Provider): string {
  const keys = apiKeys?.map(({ key }) => key) ?? (apiKey === undefined ? [] : [apiKey]);
  const variables = keys.filter((key) => key.startsWith('env:')).map((key) => key.slice('env:'.length));
  const stored = keys.length - variables.length;
  const words = [stored === 0 ? '' : t('{stored} stored', { stored }), ...variables].filter(
    (word) => word !== '',
  );
  return words.length === 0 ? t('none') : words.join(', ');
}
