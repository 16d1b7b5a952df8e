import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { sumUsd } from '@/lib/pricing/money';
import { SeriesSwatch } from './series-swatch';
import { sumWords } from './sum-words';
import type { TimeChartData } from './types';
import { sayWord } from '@/lib/i18n/say-word';

/** What one bucket holds, dearest first as in the legend; series without spend are left out. */
export function TimeTooltip({ data, start }: { data: TimeChartData; start: string }) {
  const t = useT();
  const index = data.points.findIndex((point) => point.start === start);
  const point = data.points[index];
  if (point === undefined) return null;
  const spent = data.series.filter((series) => (point.values[series.key] ?? '0') !== '0');
  const changes = (data.marks ?? [])
    .filter(({ at }) => Date.parse(point.start) <= Date.parse(at) && Date.parse(at) < Date.parse(point.end))
    .slice(0, 4);
  const open = data.unfinished && index === data.points.length - 1;
  return (
    <div className="max-w-72 rounded-md border bg-surface px-2.5 py-2 text-xs text-ink shadow-md">
      <p className="font-medium">{formatInstant(start, data.zone, t.locale)}</p>
      <p className="text-ink-soft">
        {sayWord(t, data.unit)} · {data.zone}
        {open && t(' · not over yet')}
      </p>
      <ul className="mt-1.5 flex flex-col gap-0.5">
        {spent.map((series) => (
          <li key={series.key} className="flex items-center gap-1.5">
            <SeriesSwatch style={series.style} />
            <span className="min-w-0 flex-1 truncate">{series.label}</span>
            <span>{sumWords(point.values[series.key] ?? '0', data.measure, t.locale)}</span>
          </li>
        ))}
        <li className="mt-0.5 flex justify-between border-t pt-0.5 font-medium">
          <span>{t('Total')}</span>
          <span>{sumWords(sumUsd(Object.values(point.values)), data.measure, t.locale)}</span>
        </li>
        {point.previous !== undefined && (
          <li className="flex justify-between text-ink-soft">
            <span>{t('Period before')}</span>
            <span>{sumWords(point.previous, data.measure, t.locale)}</span>
          </li>
        )}
      </ul>
      {changes.map(({ at, label }) => (
        <p key={`${at} ${label}`} className="mt-1 border-t pt-1 text-ink-soft">
          {label}
        </p>
      ))}
    </div>
  );
}
