import Link from 'next/link';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import { formatCount } from '@/components/format/count';
import { formatPercent } from '@/components/format/percent';
import { Table, Td, Th } from '@/components/ui/table';
import type { CostByModel, ModelCost } from '@/lib/analytics/cost-by-model';
import { errorRate } from '@/lib/analytics/metrics';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { seriesOf } from './series-of';

function Row({ row, href }: { row: ModelCost; href: string }) {
  const series = seriesOf(row.model);
  return (
    <tr>
      <Td>
        <span className="flex items-center gap-2">
          <SeriesSwatch style={series.style} />
          {row.model === '' ? (
            series.label
          ) : (
            <Link
              href={href}
              className="underline decoration-line-strong underline-offset-2 hover:text-brand"
            >
              {series.label}
            </Link>
          )}
        </span>
      </Td>
      <Td numeric>{formatCount(row.requests)}</Td>
      <Td numeric>{formatPercent(errorRate(row))}</Td>
      <Td numeric>{formatCount(row.inputTokens)}</Td>
      <Td numeric>{formatCount(row.outputTokens)}</Td>
      <Td numeric title={formatExactUsd(row.costUsd)} data-exact={row.costUsd}>
        {formatAmountUsd(row.costUsd)}
        {row.uncosted > 0 && <span className="text-warn"> +{formatCount(row.uncosted)} unpriced</span>}
      </Td>
    </tr>
  );
}

/** The by-model chart as numbers, and the proof that they add up. */
export function ByModelTable({ byModel, href }: { byModel: CostByModel; href: (model: string) => string }) {
  const { rows, others, totalUsd, differenceUsd } = byModel;
  return (
    <div className="min-w-0">
      <Table label="Spend by model">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Requests</Th>
            <Th numeric>Errors</Th>
            <Th numeric>Tokens in</Th>
            <Th numeric>Tokens out</Th>
            <Th numeric>Spend</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.model} row={row} href={href(row.model)} />
          ))}
          {others.models > 0 && (
            <tr>
              <Td colSpan={5}>{others.models} more models</Td>
              <Td numeric title={formatExactUsd(others.costUsd)}>
                {formatAmountUsd(others.costUsd)}
              </Td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <Td colSpan={5}>Total</Td>
            <Td numeric data-exact={totalUsd} className="font-mono text-xs leading-5">
              {formatExactUsd(totalUsd)}
            </Td>
          </tr>
        </tfoot>
      </Table>
      <p className={differenceUsd === '0' ? 'px-3 pt-1.5 text-xs text-good' : 'px-3 pt-1.5 text-xs text-bad'}>
        {differenceUsd === '0'
          ? 'rows sum to total ✓'
          : `Rows and total differ by ${formatExactUsd(differenceUsd)}. Please report this.`}
      </p>
    </div>
  );
}
