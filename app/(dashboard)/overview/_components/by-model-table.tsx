import Link from 'next/link';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { formatCount } from '@/components/format/count';
import { formatPercent } from '@/components/format/percent';
import { Table, Td, Th } from '@/components/ui/table';
import type { CostByModel, ModelCost } from '@/lib/analytics/cost-by-model';
import { errorRate } from '@/lib/analytics/metrics';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

const HEADS = ['Spend', 'Requests', 'Errors', 'Tokens in', 'Tokens out', 'Uncosted'] as const;

function Row({ row, series, href }: { row: ModelCost; series: ChartSeries; href: string }) {
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
      <Td numeric title={formatExactUsd(row.costUsd)} data-exact={row.costUsd}>
        {formatAmountUsd(row.costUsd)}
      </Td>
      <Td numeric>{formatCount(row.requests)}</Td>
      <Td numeric>{formatPercent(errorRate(row))}</Td>
      <Td numeric>{formatCount(row.inputTokens)}</Td>
      <Td numeric>{formatCount(row.outputTokens)}</Td>
      <Td numeric className={row.uncosted > 0 ? 'text-warn' : 'text-ink-soft'}>
        {row.uncosted > 0 ? formatCount(row.uncosted) : '–'}
      </Td>
    </tr>
  );
}

function Totals({ byModel: { others, totalUsd } }: { byModel: CostByModel }) {
  return (
    <tfoot>
      {others.models > 0 && (
        <tr>
          <Td>{others.models} more models</Td>
          <Td numeric title={formatExactUsd(others.costUsd)}>
            {formatAmountUsd(others.costUsd)}
          </Td>
          <Td colSpan={5} />
        </tr>
      )}
      <tr className="font-semibold">
        <Td>Total</Td>
        <Td numeric data-exact={totalUsd}>
          {formatExactUsd(totalUsd)}
        </Td>
        <Td colSpan={5} />
      </tr>
    </tfoot>
  );
}

interface ByModelTableProps {
  byModel: CostByModel;
  seriesOf: (model: string) => ChartSeries;
  href: (model: string) => string;
}

/** The by-model chart as numbers, and the proof that they add up. */
export function ByModelTable({ byModel, seriesOf, href }: ByModelTableProps) {
  const { rows, differenceUsd } = byModel;
  return (
    <div className="min-w-0">
      <Table label="Spend by model">
        <thead>
          <tr>
            <Th>Model</Th>
            {HEADS.map((head) => (
              <Th key={head} numeric>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.model} row={row} series={seriesOf(row.model)} href={href(row.model)} />
          ))}
        </tbody>
        <Totals byModel={byModel} />
      </Table>
      <p className={differenceUsd === '0' ? 'px-3 pt-1.5 text-xs text-good' : 'px-3 pt-1.5 text-xs text-bad'}>
        {differenceUsd === '0'
          ? 'rows sum to total ✓'
          : `Rows and total differ by ${formatExactUsd(differenceUsd)}. Please report this.`}
      </p>
    </div>
  );
}
