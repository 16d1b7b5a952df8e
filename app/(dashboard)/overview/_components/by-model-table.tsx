import Link from 'next/link';
import { useT } from '#i18n';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { formatCount } from '@/components/format/count';
import { formatPercent } from '@/components/format/percent';
import { Term } from '@/components/layout/term';
import { Table, Td, Th } from '@/components/ui/table';
import type { CostByModel, ModelCost } from '@/lib/analytics/savings/cost-by-model';
import { errorRate } from '@/lib/analytics/metrics';
import { msg } from '@/lib/i18n/msg';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { formatTile } from './format-tile';

const HEADS = [msg('Spend'), msg('Requests'), msg('Errors'), msg('Tokens in'), msg('Tokens out')] as const;

function Row({ row, series, href }: { row: ModelCost; series: ChartSeries; href: string }) {
  const t = useT();
  return (
    <tr>
      <Td>
        <span className="flex items-center gap-2">
          <SeriesSwatch style={series.style} />
          {row.model === '' ? (
            series.label
          ) : (
            <Link href={href} className="link">
              {series.label}
            </Link>
          )}
        </span>
      </Td>
      <Td numeric title={formatExactUsd(row.costUsd, t.locale)} data-exact={row.costUsd}>
        {formatAmountUsd(row.costUsd, t.locale)}
      </Td>
      <Td numeric>{formatCount(row.requests, t.locale)}</Td>
      <Td numeric>{formatPercent(errorRate(row), t.locale)}</Td>
      <Td numeric>{formatCount(row.inputTokens, t.locale)}</Td>
      <Td numeric>{formatCount(row.outputTokens, t.locale)}</Td>
      <Td numeric className={row.uncosted > 0 ? 'text-warn' : 'text-ink-soft'}>
        {row.uncosted > 0 ? formatCount(row.uncosted, t.locale) : '–'}
      </Td>
    </tr>
  );
}

function Totals({ byModel: { others, totalUsd } }: { byModel: CostByModel }) {
  const t = useT();
  return (
    <tfoot>
      {others.models > 0 && (
        <tr>
          <Td>{t('{models} more models', { models: others.models })}</Td>
          <Td numeric title={formatExactUsd(others.costUsd, t.locale)}>
            {formatAmountUsd(others.costUsd, t.locale)}
          </Td>
          <Td colSpan={5} />
        </tr>
      )}
      <tr className="font-semibold">
        <Td>{t('Total')}</Td>
        <Td numeric title={formatExactUsd(totalUsd, t.locale)} data-exact={totalUsd}>
          {formatTile(totalUsd, t.locale)}
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
  const t = useT();
  const { rows, differenceUsd } = byModel;
  return (
    <div className="min-w-0">
      <Table label={t('Spend by model')}>
        <thead>
          <tr>
            <Th>{t('Model')}</Th>
            {HEADS.map((head) => (
              <Th key={head} numeric>
                {t(head)}
              </Th>
            ))}
            <Th numeric>
              <Term
                means={t(
                  'Attempts whose cost is not known: no price, or no usage came. They are in no total.',
                )}
              >
                {t('Uncosted')}
              </Term>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.model} row={row} series={seriesOf(row.model)} href={href(row.model)} />
          ))}
        </tbody>
        <Totals byModel={byModel} />
      </Table>
      <p className={differenceUsd === '0' ? 'pt-1.5 text-xs text-good' : 'pt-1.5 text-xs text-bad'}>
        {differenceUsd === '0'
          ? t('rows sum to total ✓')
          : t('Rows and total differ by {differenceUsd}. Please report this.', {
              differenceUsd: formatExactUsd(differenceUsd, t.locale),
            })}
      </p>
    </div>
  );
}
