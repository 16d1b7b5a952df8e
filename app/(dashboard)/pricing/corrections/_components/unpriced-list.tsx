import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import { unpricedModels } from '@/lib/analytics/unpriced-models';
import { priceBookView } from '@/lib/config/price-book-view';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../page-view';
import { SelectField } from '../../_components/select-field';

/** Models that were used without a price, with what they would have cost on a model that has one. */
export async function UnpricedList({ view, proxy }: { view: PageView; proxy: string | undefined }) {
  const { models } = await priceBookView(view.viewer, view.now.getTime());
  const known = models.includes(proxy ?? '') ? proxy : undefined;
  const rows = await unpricedModels(view.viewer, view.scope, known);
  if (rows.length === 0)
    return <p className="text-sm text-ink-soft">None: all that was used in this period has a price.</p>;
  const { zone } = view.range;
  return (
    <div className="flex flex-col gap-3">
      <form
        method="get"
        action="/pricing/corrections"
        className="flex flex-wrap items-end gap-2"
        aria-label="Proxy"
      >
        <input type="hidden" name="workspace" value={view.workspace.id} />
        <SelectField
          name="proxy"
          label="At the prices of"
          options={[{ value: '', label: 'no model' }, ...models]}
          value={known ?? ''}
        />
        <Button type="submit">Show</Button>
      </form>
      <Table label="Unpriced models">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th>Meters without a price</Th>
            <Th numeric>Requests</Th>
            <Th numeric>Tokens in</Th>
            <Th numeric>out</Th>
            <Th>First ({zone})</Th>
            <Th>Last</Th>
            <Th numeric>Would have cost</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.provider} ${row.model} ${row.servedModel}`}>
              <Td title={row.servedModel}>
                {row.provider} <span className="font-medium">{row.model}</span>
              </Td>
              <Td>{row.meters.join(', ')}</Td>
              <Td numeric>{formatCount(row.requests)}</Td>
              <Td numeric>{formatCount(row.inputTokens)}</Td>
              <Td numeric>{formatCount(row.outputTokens)}</Td>
              <Td>{formatInstant(row.firstSeen, zone)}</Td>
              <Td>{formatInstant(row.lastSeen, zone)}</Td>
              <Td numeric>
                {row.proxyUsd === null ? (
                  '–'
                ) : (
                  <span title={formatExactUsd(row.proxyUsd)} data-exact={row.proxyUsd}>
                    {formatAmountUsd(row.proxyUsd)}
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
