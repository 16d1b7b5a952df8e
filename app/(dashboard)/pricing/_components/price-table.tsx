import Link from 'next/link';
import { useT } from '#i18n';
import { formatMoment } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { MeterTerm } from '../../_components/meter-term';
import { Table, Td, Th } from '@/components/ui/table';
import type { PriceBookView, PriceState } from '@/lib/config/prices/price-book-view';
import { msg } from '@/lib/i18n/msg';
import { describeConditions, describePrice } from '@/lib/pricing/describe-price';
import { formatExactUsd } from '@/lib/pricing/format-usd';

const STATES: Record<PriceState, { tone: BadgeTone; words: string }> = {
  now: { tone: 'good', words: msg('in force') },
  scheduled: { tone: 'warn', words: msg('scheduled') },
  ended: { tone: 'neutral', words: msg('ended') },
};

interface PriceTableProps {
  rows: PriceBookView['rows'];
  per: 1_000 | 1_000_000;
  zone: string;
  /** Where a price is ended; absent: nobody may. */
  endHref?: ((id: string) => string) | undefined;
}

export function PriceTable({ rows, per, zone, endHref }: PriceTableProps) {
  const t = useT();
  return (
    <Table label={t('Price book')}>
      <thead>
        <tr>
          <Th>{t('Model')}</Th>
          <Th>
            <MeterTerm />
          </Th>
          <Th numeric>{t('Price')}</Th>
          <Th>{t('Unit')}</Th>
          <Th>{t('When')}</Th>
          <Th>{t('State')}</Th>
          <Th>{t('From ({zone})', { zone })}</Th>
          <Th>{t('To')}</Th>
          <Th>{t('Source')}</Th>
          {endHref !== undefined && <Th>{t('Change')}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td>
              <span className="text-ink-soft">{row.provider}</span> {row.model}
            </Td>
            <Td>{row.meter}</Td>
            <PriceCells row={row} per={per} />
            <Td>{describeConditions(row.when) || t('always')}</Td>
            <Td>
              <Badge tone={STATES[row.state].tone}>{t(STATES[row.state].words)}</Badge>
            </Td>
            <Td>{formatMoment(row.effectiveFrom, zone, t.locale)}</Td>
            <Td>{row.effectiveTo === undefined ? '–' : formatMoment(row.effectiveTo, zone, t.locale)}</Td>
            <Td
              className="max-w-52 truncate text-xs text-ink-soft"
              title={`${row.source}, ${t('{id}, recorded {recordedAt}', { id: row.id, recordedAt: row.recordedAt })}`}
            >
              {row.source}
            </Td>
            {endHref !== undefined && (
              <Td>
                {row.state !== 'ended' && (
                  <Link
                    className="link"
                    href={endHref(row.id)}
                    aria-label={t('End {provider} {model} {meter}', {
                      provider: row.provider,
                      model: row.model,
                      meter: row.meter,
                    })}
                  >
                    {t('End…')}
                  </Link>
                )}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function PriceCells({ row, per }: { row: PriceTableProps['rows'][number]; per: PriceTableProps['per'] }) {
  const t = useT();
  const { usd, unit } = describePrice(row, per);
  return (
    <>
      <Td numeric title={t('{rate} for {per}', { rate: row.rate, per: row.per })}>
        {formatExactUsd(usd, t.locale)}
      </Td>
      <Td className="text-ink-soft">{t(unit)}</Td>
    </>
  );
}
