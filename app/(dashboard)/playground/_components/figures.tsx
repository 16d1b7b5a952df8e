import type { ReactNode } from 'react';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
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

/** `least – most` under the middle, where runs differ. */
function Range<T>({ spread, write }: { spread: Spread<T> | undefined; write: (figure: T) => string }) {
  if (spread === undefined || spread.of < 2) return null;
  const [least, most] = [write(spread.least), write(spread.most)];
  if (least === most) return null;
  return (
    <span className="block text-xs font-normal text-ink-soft">
      {least} to {most}
    </span>
  );
}

const whole = (figure: number) => formatCount(Math.round(figure));

interface FiguresProps {
  /** The run that is shown. */
  run: RunState | undefined;
  measures: ColumnMeasures;
  times: number;
}

/** Of one run its own figures; of several the middle of each, with the least and the most. */
export function Figures({ run, measures, times }: FiguresProps) {
  const one = times < 2 ? run : undefined;
  const cost = one === undefined ? measures.cost?.middle : one.costUsd;
  const isOver = one?.status === 'done' || one?.status === 'failed';
  const speed = one === undefined ? measures.speed?.middle : tokensPerSecond(one);
  return (
    <dl className="grid grid-cols-3 gap-x-3 gap-y-1.5 text-sm" data-figures>
      <Figure name="Cost" title={cost === undefined ? undefined : formatExactUsd(cost)}>
        <span data-cost={cost}>
          {cost === undefined ? (isOver ? 'unknown' : '–') : formatAmountUsd(cost)}
        </span>
        <Range spread={measures.cost} write={formatAmountUsd} />
      </Figure>
      <Figure name="First token">
        {formatDuration(one === undefined ? measures.first?.middle : one.firstMs)}
        <Range spread={measures.first} write={formatDuration} />
      </Figure>
      <Figure name="Total">
        {formatDuration(one === undefined ? measures.total?.middle : one.totalMs)}
        <Range spread={measures.total} write={formatDuration} />
      </Figure>
      <Figure name="Tokens in">{formatCount(run?.inputTokens)}</Figure>
      <Figure name="Tokens out">
        {formatCount(one === undefined ? measures.output?.middle : one.outputTokens)}
        <Range spread={measures.output} write={whole} />
      </Figure>
      <Figure name="Tokens/s">
        {speed === undefined ? '–' : whole(speed)}
        <Range spread={measures.speed} write={whole} />
      </Figure>
    </dl>
  );
}
