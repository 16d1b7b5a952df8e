import Link from 'next/link';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { Model, Provider } from '@/lib/config/schemas';
import { PRESETS } from '@/lib/providers/presets';
import type { PageView } from '../../page-view';

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
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('Providers')}</CardTitle>
          <CardNote>{t('Servers that models are called at.')}</CardNote>
        </div>
      </CardHeader>
      {providers.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">
          {t('None yet. Add one below: choose its server, give a key, test the connection.')}
        </p>
      ) : (
        <Table label={t('Providers')}>
          <thead>
            <tr>
              <Th>{t('Provider')}</Th>
              <Th>{t('Server')}</Th>
              <Th>{t('Keys')}</Th>
              <Th numeric>{t('Models')}</Th>
              <Th>{t('State')}</Th>
              {mayChange && <Th>{t('Change')}</Th>}
            </tr>
          </thead>
          <tbody>
            {providers.map((provider) => (
              <tr key={provider.id}>
                <Td className="max-w-56 break-words whitespace-normal">
                  {provider.name ?? provider.id}
                  <div className="font-mono text-xs text-ink-soft">{provider.id}</div>
                </Td>
                <Td className="min-w-40 break-all whitespace-normal">
                  {provider.baseUrl}
                  <div className="text-xs text-ink-soft">
                    {provider.dialect}
                    {provider.preset !== undefined && `, ${PRESETS[provider.preset].name}`}
                  </div>
                </Td>
                <Td>{keyWords(provider)}</Td>
                <Td numeric>
                  <Link
                    className="underline"
                    href={view.href('/providers/models', { provider: provider.id })}
                  >
                    {served(provider)}
                  </Link>
                </Td>
                <Td>
                  <Badge tone={provider.enabled ? 'good' : 'neutral'}>
                    {provider.enabled ? t('on') : t('off')}
                  </Badge>{' '}
                  {provider.simulated && <Badge tone="warn">{t('simulated')}</Badge>}
                </Td>
                {mayChange && (
                  <Td>
                    <Link
                      className="underline"
                      aria-label={t('Change {id}', { id: provider.id })}
                      href={`${view.href('/providers', { provider: provider.id })}#edit`}
                    >
                      {t('Change…')}
                    </Link>
                  </Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

/** How many keys there are and where from; never a part of one. */
function keyWords({ apiKey, apiKeys }: Provider): string {
  const keys = apiKeys?.map(({ key }) => key) ?? (apiKey === undefined ? [] : [apiKey]);
  const variables = keys.filter((key) => key.startsWith('env:')).map((key) => key.slice('env:'.length));
  const stored = keys.length - variables.length;
  const words = [stored === 0 ? '' : `${stored} stored`, ...variables].filter((word) => word !== '');
  return words.length === 0 ? 'none' : words.join(', ');
}
