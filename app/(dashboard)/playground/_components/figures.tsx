import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import type { Locale } from '@/lib/i18n/locale';
import { tokensPerSecond, type ColumnMeasures, type Spread } from '@/lib/playground/measure-runs';
import type { RunState } from '@/lib/playground/run-state';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

function Figure({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="font-medium" title={title}>
        {children}
      </dd>
    </div>
  );
}

interface RangeProps<F> {
  spread: Spread<F> | undefined;
  write: (figure: F, locale: Locale) => string;
}

/** `least – most` under the middle, where runs differ. */
function Range<F>({ spread, write }: RangeProps<F>) {
  const t = useT();
  if (spread === undefined || spread.of < 2) return null;
  const [least, most] = [write(spread.least, t.locale), write(spread.most, t.locale)];
  if (least === most) return null;
  return (
    <span className="block text-xs font-normal text-ink-soft">{t('{least} to {most}', { least, most })}</span>
  );
}

const whole = (figure: number, locale: Locale) => formatCount(Math.round(figure), locale);

interface FiguresProps {
  /** The run that is shown. */
  run: RunState | undefined;
  measures: ColumnMeasures;
  times: number;
}

/** Of one run its own figures; of several the middle of each, with the least and the most. */
export function Figures({ run, measures, times }: FiguresProps) {
  const t = useT();
  const one = times < 2 ? run : undefined;
  const cost = one === undefined ? measures.cost?.middle : one.costUsd;
  const isOver = one?.status === 'done' || one?.status === 'failed';
  const speed = one === undefined ? measures.speed?.middle : tokensPerSecond(one);
  return (
    <dl className="grid grid-cols-3 gap-x-3 gap-y-1.5 text-sm" data-figures>
      <Figure name={t('Cost')} title={cost === undefined ? undefined : formatExactUsd(cost, t.locale)}>
        <span data-cost={cost}>
          {cost === undefined ? (isOver ? t('unknown') : '–') : formatAmountUsd(cost, t.locale)}
        </span>
        <Range spread={measures.cost} write={formatAmountUsd} />
      </Figure>
      <Figure name={t('First token')}>
        {formatDuration(one === undefined ? measures.first?.middle : one.firstMs, t.locale)}
        <Range spread={measures.first} write={formatDuration} />
      </Figure>
      <Figure name={t('Total')}>
        {formatDuration(one === undefined ? measures.total?.middle : one.totalMs, t.locale)}
        <Range spread={measures.total} write={formatDuration} />
      </Figure>
      <Figure name={t('Tokens in')}>{formatCount(run?.inputTokens, t.locale)}</Figure>
      <Figure name={t('Tokens out')}>
        {formatCount(one === undefined ? measures.output?.middle : one.outputTokens, t.locale)}
        <Range spread={measures.output} write={whole} />
      </Figure>
      <Figure name={t('Tokens/s')}>
        {speed === undefined ? '–' : whole(speed, t.locale)}
        <Range spread={measures.speed} write={whole} />
      </Figure>
    </dl>
  );
}
