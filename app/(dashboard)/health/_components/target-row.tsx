import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDecimal } from '@/components/format/decimal';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { Td } from '@/components/ui/table';
import type { Figures } from '@/lib/health/figures';
import type { HealthRow } from '@/lib/health/schemas';
import type { Locale } from '@/lib/i18n/locale';
import { msg } from '@/lib/i18n/msg';
import { BreakerCell } from './breaker-cell';
import { LimitsCell } from './limits-cell';
import { ProbeNote } from './probe-note';
import { StatusBadge } from './status-badge';

export const FIGURE_HEADS = [
  [msg('Calls'), ({ calls }, locale) => formatCount(calls, locale)],
  ['p50', ({ p50Ms }, locale) => formatDuration(p50Ms, locale)],
  [
    'p95',
    ({ p95Ms }, locale) => formatDuration(p95Ms, locale),
    msg('95 of 100 calls took no longer; p50 is the middle one, p99 all but one in a hundred.'),
  ],
  ['p99', ({ p99Ms }, locale) => formatDuration(p99Ms, locale)],
  [
    msg('First token p50'),
    ({ firstTokenP50Ms }, locale) => formatDuration(firstTokenP50Ms, locale),
    msg('From the request until the first piece of the answer came. Half of the answers began sooner.'),
  ],
  ['p95', ({ firstTokenP95Ms }, locale) => formatDuration(firstTokenP95Ms, locale)],
  [
    msg('Tokens/s'),
    ({ tokensPerSecond }, locale) => formatDecimal(tokensPerSecond, 1, locale),
    msg('Tokens of the answer in each second after its first.'),
  ],
  [msg('Errors'), ({ errorRate }, locale) => formatPercent(errorRate, locale)],
  [msg('Timeouts'), ({ timeoutRate }, locale) => formatPercent(timeoutRate, locale)],
] as const satisfies readonly (readonly [
  string,
  (figures: Figures, locale: Locale) => string,
  means?: string,
])[];

interface TargetRowProps {
  row: HealthRow;
  show: 'range' | 'now';
  zone: string;
}

/** A provider as a whole, or below it one of its models. */
export function TargetRow({ row, show, zone }: TargetRowProps) {
  const t = useT();
  const whole = row.model === undefined;
  const figures: Figures = { ...BLANK, ...row[show] };
  return (
    <tr className={cn('hover:bg-sunken', whole && 'bg-sunken/60 font-medium')}>
      <Td>
        <span className={cn('flex flex-wrap items-center gap-1', !whole && 'pl-4')}>
          {whole ? row.provider : row.model}
          {whole && row.simulated && <Badge>{t('simulated')}</Badge>}
        </span>
      </Td>
      <Td>
        <StatusBadge status={row.status} reasons={row.reasons} />
        {row.status !== 'unknown' && row.reasons.length > 0 && (
          <p className="max-w-44 text-xs font-normal whitespace-normal text-ink-soft">
            {row.reasons.map(t.said).join('; ')}
          </p>
        )}
        {row.probe !== undefined && <ProbeNote probe={row.probe} zone={zone} />}
      </Td>
      {FIGURE_HEADS.map(([head, words], index) => (
        <Td key={`${head} ${index}`} numeric>
          {words(figures, t.locale)}
        </Td>
      ))}
      <Td className="font-normal">
        <BreakerCell row={row} zone={zone} />
      </Td>
      <Td className="font-normal">
        <LimitsCell row={row} />
      </Td>
    </tr>
  );
}

const BLANK: Figures = {
  calls: 0,
  p50Ms: undefined,
  p95Ms: undefined,
  p99Ms: undefined,
  firstTokenP50Ms: undefined,
  firstTokenP95Ms: undefined,
  tokensPerSecond: undefined,
  errorRate: undefined,
  timeoutRate: undefined,
};
