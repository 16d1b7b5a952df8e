import { may } from '@/lib/access/may';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { priceBookView } from '@/lib/config/prices/price-book-view';
import { getT } from '@/lib/i18n/get-t';
import { localInstant } from '@/lib/pricing/local-instant';
import { Problems } from '../../_components/problems';
import type { PageView } from '../../page-view';
import { readAddress } from '../../read-address';
import type { PricingQuery } from '../search-params';
import { BookFilters } from './book-filters';
import { PriceForm } from './price-form';
import { PriceTable } from './price-table';

const SHOWN = 300;

/** The price book with its history and schedule, and the form that changes it. */
export async function PriceBook({ view, query }: { view: PageView; query: PricingQuery }) {
  const t = await getT();
  const { rows, version, providers } = await priceBookView(view.viewer, view.now.getTime());
  const matching = rows.filter(
    (row) =>
      (query.state === 'all' || row.state === query.state) &&
      `${row.provider} ${row.model} ${row.meter} ${row.source}`.toLowerCase().includes(query.search),
  );
  const mayChange = may(view.viewer, 'config.publish');
  const { zone } = view.range;
  const { thing, problems } = readAddress(t, { end: query.end });
  const ends = thing(
    'end',
    rows.find(({ id }) => id === query.end),
  );
  const endHref = (id: string) => `${view.href('/pricing', { end: id })}#change`;
  return (
    <>
      <Problems problems={problems} />
      <Card>
        <CardHeader>
          <CardTitle>{t('Price book')}</CardTitle>
          <CardNote>
            {t('version {version}; {matching} of {rows} rows', {
              version,
              matching: matching.length,
              rows: rows.length,
            })}
            {matching.length > SHOWN && t(', the first {SHOWN} shown: search for the others', { SHOWN })}
          </CardNote>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          <BookFilters query={query} workspace={view.workspace.id} />
          {matching.length === 0 ? (
            <p className="text-sm text-ink-soft">{t('No price matches. Import a list, or add one below.')}</p>
          ) : (
            <PriceTable
              rows={matching.slice(0, SHOWN)}
              per={query.per}
              zone={zone}
              endHref={mayChange ? endHref : undefined}
            />
          )}
        </CardBody>
      </Card>
      {mayChange && (
        <Card id="change">
          <CardHeader>
            <CardTitle>
              {ends === undefined
                ? t('New price')
                : t('End {provider} {model} {meter}', {
                    provider: ends.provider,
                    model: ends.model,
                    meter: ends.meter,
                  })}
            </CardTitle>
            <CardNote>{t('a row of yours stands above imported ones; what was billed by stays')}</CardNote>
          </CardHeader>
          <CardBody>
            <PriceForm
              key={ends?.id ?? ''}
              providers={providers}
              zone={zone}
              version={version}
              from={localInstant(view.now, zone)}
              {...(ends === undefined ? {} : { ends: ends.id })}
            />
          </CardBody>
        </Card>
      )}
    </>
  );
}
