'use client';
import { useId, type ReactNode } from 'react';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { extentOf, type Plot } from './geometry';
import { rangeOf } from './range-of';
import { useRangeBrush } from './use-range-brush';

interface RangeBrushProps {
  data: { points: readonly { start: string; end: string }[]; zone: string; unfinished: boolean };
  plot: Plot;
  children: ReactNode;
}

/** Around a chart over time: a stretch that is dragged over, or chosen by the keyboard, becomes the range of the page. */
export function RangeBrush({ data, plot, children }: RangeBrushProps) {
  const t = useT();
  const hint = useId();
  const { points, zone } = data;
  const { picked, press, move, release, click, cancel, key } = useRangeBrush({
    count: points.length,
    plot,
    rangeOf: (chosen) => rangeOf(data, chosen),
  });
  const [from, to] = picked === undefined ? [0, 0] : extentOf(picked, points.length, plot);
  const [first, last] = [points[picked?.first ?? -1], points[picked?.last ?? -1]];
  return (
    <div
      className="group/brush relative touch-pan-y select-none"
      role="group"
      aria-describedby={hint}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onClickCapture={click}
      onPointerCancel={cancel}
      onKeyDown={key}
    >
      {children}
      {first !== undefined && (
        <div
          aria-hidden
          data-brush="chosen"
          className="pointer-events-none absolute top-0 bottom-6"
          style={{ left: plot.left, right: plot.right }}
        >
          <div
            className="absolute inset-y-0 border-x border-brand bg-brand/15"
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        </div>
      )}
      <p
        id={hint}
        className="sr-only group-has-focus-visible/brush:not-sr-only group-has-focus-visible/brush:text-xs"
      >
        {t(
          'Drag over a stretch, or hold Shift and press ← or →, then Enter, to look at it alone. Escape goes back.',
        )}
      </p>
      <p role="status" className="sr-only">
        {first !== undefined &&
          last !== undefined &&
          t('Chosen: {from} to {to}', {
            from: formatInstant(first.start, zone, t.locale),
            to: formatInstant(last.end, zone, t.locale),
          })}
      </p>
    </div>
  );
}
