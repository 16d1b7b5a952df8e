import { useT } from '#i18n';
import { formatChange } from '@/components/format/change';
import { formatPercent } from '@/components/format/percent';
import { Td, Th } from '@/components/ui/table';
import type { MetricUnit } from '@/lib/analytics/metrics';
import { relativeChange } from '@/lib/analytics/relative-change';
import { formatMetric } from './format-metric';

/** What stands in each row of the table. */
export interface Columns {
  unit: MetricUnit;
  /** Of what rows are shares; undefined where they do not add up to it. */
  total: string | undefined;
  /** Whether the period before stands beside it. */
  compared: boolean;
  /** The period before holds data from its middle on only: nothing is said of a change. */
  isHalf: boolean;
}

export function FigureHeads({ label, total, compared }: Columns & { label: string }) {
  const t = useT();
  return (
    <>
      <Th numeric>{label}</Th>
      {total !== undefined && <Th numeric>{t('Of the total')}</Th>}
      {compared && <Th numeric>{t('Period before')}</Th>}
      {compared && <Th numeric>{t('Change')}</Th>}
    </>
  );
}

function Share({ share }: { share: number | undefined }) {
  const t = useT();
  const width = share === undefined ? 0 : Math.max(0, Math.min(100, share * 100));
  return (
    <span className="inline-flex items-baseline gap-2">
      <span
        aria-hidden
        className="flex h-1.5 w-24 self-center overflow-hidden rounded-full bg-sunken max-lg:hidden"
      >
        <span className="bg-line-strong" style={{ width: `${width}%` }} />
      </span>
      <span className="min-w-16">{formatPercent(share, t.locale)}</span>
    </span>
  );
}

interface FigureCellsProps extends Columns {
  value: string | undefined;
  /** Of the period before. */
  previous: string | undefined;
}

/** A figure, its share of the total, and how it stands to the period before: ratios to look at, never money. */
export function FigureCells({ unit, total, compared, isHalf, value, previous }: FigureCellsProps) {
  const t = useT();
  const whole = Number(total);
  return (
    <>
      <Td numeric title={value} data-exact={value}>
        {formatMetric(value, unit, t.locale)}
      </Td>
      {total !== undefined && (
        <Td numeric className="text-ink-soft">
          <Share share={value === undefined || whole === 0 ? undefined : Number(value) / whole} />
        </Td>
      )}
      {compared && (
        <Td numeric title={previous} className="text-ink-soft">
          {formatMetric(previous, unit, t.locale)}
        </Td>
      )}
      {compared && (
        <Td numeric>{formatChange(isHalf ? undefined : relativeChange(previous, value), t.locale)}</Td>
      )}
    </>
  );
}
