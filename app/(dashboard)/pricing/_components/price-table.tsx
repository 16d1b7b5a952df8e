import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { PriceBookView, PriceState } from '@/lib/config/price-book-view';
import { describeConditions, describePrice } from '@/lib/pricing/describe-price';

const STATES: Record<PriceState, { tone: BadgeTone; words: string }> = {
  now: { tone: 'good', words: 'in force' },
  scheduled: { tone: 'warn', words: 'scheduled' },
  ended: { tone: 'neutral', words: 'ended' },
};

interface PriceTableProps {
  rows: PriceBookView['rows'];
  per: 1_000 | 1_000_000;
  zone: string;
  /** Where a price is ended; absent: nobody may. */
  endHref?: ((id: string) => string) | undefined;
}

export function PriceTable({ rows, per, zone, endHref }: PriceTableProps) {
  return (
    <Table label="Price book">
      <thead>
        <tr>
          <Th>Model</Th>
          <Th>Meter</Th>
          <Th numeric>Price</Th>
          <Th>When</Th>
          <Th>State</Th>
          <Th>From ({zone})</Th>
          <Th>To</Th>
          <Th>Source</Th>
          {endHref !== undefined && <Th>Change</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td>
              {row.provider} <span className="font-medium">{row.model}</span>
            </Td>
            <Td>{row.meter}</Td>
            <Td numeric title={`${row.rate} for ${row.per}`}>
              {describePrice(row, per)}
            </Td>
            <Td>{describeConditions(row.when) || 'always'}</Td>
            <Td>
              <Badge tone={STATES[row.state].tone}>{STATES[row.state].words}</Badge>
            </Td>
            <Td>{formatInstant(row.effectiveFrom, zone)}</Td>
            <Td>{row.effectiveTo === undefined ? '–' : formatInstant(row.effectiveTo, zone)}</Td>
            <Td title={`${row.id}, recorded ${row.recordedAt}`}>{row.source}</Td>
            {endHref !== undefined && (
              <Td>
                {row.state !== 'ended' && (
                  <Link
                    className="underline"
                    href={endHref(row.id)}
                    aria-label={`End ${row.provider} ${row.model} ${row.meter}`}
                  >
                    End…
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
