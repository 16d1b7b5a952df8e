import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import { unpricedModels } from '@/lib/analytics/unpriced-models';
import { priceBookView } from '@/lib/config/prices/price-book-view';
import { getT } from '@/lib/i18n/get-t';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { Problems } from '../../../_components/problems';
import type { PageView } from '../../../page-view';
import { readAddress } from '../../../read-address';
import { SelectField } from '../../_components/select-field';

/** Models that were used without a price, with what they would have cost on a model that has one. */
export async function UnpricedList({ view, proxy }: { view: PageView; proxy: string | undefined }) {
  const t = await getT();
  const { models } = await priceBookView(view.viewer, view.now.getTime());
  const { thing, problems } = readAddress(t, { proxy });
  const known = thing(
    'proxy',
    models.find((model) => model === proxy),
  );
  const rows = await unpricedModels(view.viewer, view.scope, known);
  if (rows.length === 0)
    return (
      <p className="text-sm text-ink-soft">{t('None: all that was used in this period has a price.')}</p>
    );
  const { zone } = view.range;
  return (
    <div className="flex flex-col gap-3">
      <Problems problems={problems} />
      <form
        method="get"
        action="/pricing/corrections"
        className="flex flex-wrap items-end gap-2"
        aria-label={t('Proxy')}
      >
        <input type="hidden" name="workspace" value={view.workspace.id} />
        <SelectField
          name="proxy"
          label={t('At the prices of')}
          options={[{ value: '', label: t('no model') }, ...models]}
          value={known ?? ''}
        />
        <Button type="submit">{t('Show')}</Button>
      </form>
      <Table label={t('Unpriced models')}>
        <thead>
          <tr>
            <Th>{t('Model')}</Th>
            <Th>{t('Meters without a price')}</Th>
            <Th numeric>{t('Requests')}</Th>
            <Th numeric>{t('Tokens in')}</Th>
            <Th numeric>{t('out')}</Th>
            <Th>{t('First ({zone})', { zone })}</Th>
            <Th>{t('Last')}</Th>
            <Th numeric>{t('Would have cost')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.provider} ${row.model} ${row.servedModel}`}>
              <Td title={row.servedModel}>
                {row.provider} <span className="font-medium">{row.model}</span>
              </Td>
              <Td>{row.meters.join(', ')}</Td>
              <Td numeric>{formatCount(row.requests, t.locale)}</Td>
              <Td numeric>{formatCount(row.inputTokens, t.locale)}</Td>
              <Td numeric>{formatCount(row.outputTokens, t.locale)}</Td>
              <Td>{formatInstant(row.firstSeen, zone, t.locale)}</Td>
              <Td>{formatInstant(row.lastSeen, zone, t.locale)}</Td>
              <Td numeric>
                {row.proxyUsd === null ? (
                  '–'
                ) : (
                  <span title={formatExactUsd(row.proxyUsd, t.locale)} data-exact={row.proxyUsd}>
                    {formatAmountUsd(row.proxyUsd, t.locale)}
                  </span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
