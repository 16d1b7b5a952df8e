import { useT } from '#i18n';
import { formatDuration } from '@/components/format/duration';
import type { ChartSeries } from '@/components/charts/types';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';

const WIDTH = 1_000;
const ROW = 22;

/** Attempts on the request's time axis: the pale part waits for the first content, the full part streams. */
export function Waterfall({
  request,
  seriesOf,
}: {
  request: RequestDetail;
  seriesOf: (model: string) => ChartSeries;
}) {
  const t = useT();
  const start = request.startedAt.getTime();
  const ends = request.attempts.map((one) => one.startedAt.getTime() - start + one.latencyMs);
  const total = Math.max(1, request.latencyMs, ...ends);
  const x = (ms: number) => (Math.max(0, ms) / total) * WIDTH;
  return (
    <figure className="flex flex-col gap-1">
      <svg
        viewBox={`0 0 ${WIDTH} ${request.attempts.length * ROW}`}
        preserveAspectRatio="none"
        className="w-full"
        height={request.attempts.length * ROW}
        aria-hidden
      >
        {request.attempts.map((one, index) => {
          const from = x(one.startedAt.getTime() - start);
          const width = Math.max(2, x(one.latencyMs));
          const waited = one.firstContentMs === null ? width : Math.min(width, x(one.firstContentMs));
          const { colour } = seriesOf(one.model).style;
          const y = index * ROW + 4;
          return (
            <g key={one.attempt}>
              <rect x="0" y={y} width={WIDTH} height={ROW - 8} fill="var(--sunken)" />
              <rect x={from} y={y} width={width} height={ROW - 8} fill={colour} fillOpacity="0.45" />
              <rect x={from + waited} y={y} width={width - waited} height={ROW - 8} fill={colour} />
            </g>
          );
        })}
      </svg>
      <figcaption className="flex justify-between text-xs text-ink-soft">
        <span>{t('0 ms')}</span>
        <span>{t('pale: until the first content; full: the rest')}</span>
        <span>{formatDuration(total, t.locale)}</span>
      </figcaption>
    </figure>
  );
}
