'use client';
import dynamic from 'next/dynamic';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

// What places a pop-up is a tenth of what a page may load before it can be used: fetched after the page's own code.
const CustomRange = dynamic(() => import('./custom-range').then((module) => module.CustomRange), {
  ssr: false,
  loading: () => <span className="h-7 w-16" />,
});

const PRESETS = [
  { range: '24h', label: '24 h' },
  { range: '7d', label: '7 d' },
  { range: '30d', label: '30 d' },
] as const;

/** What a field for days can show: an end within a day is left for one to choose. */
const dayOf = (end: string | null) => (end === null || end.includes('T') ? '' : end);

/** The span of time that the page shows; kept in the address. Days are those of the workspace's reporting zone. */
export function RangePicker({ className }: { className?: string }) {
  const t = useT();
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  // A single request has its own time, and a budget its own window; alerts and rules are of now, advice and reports are of a month.
  const applies =
    !/^\/(?:requests\/.|budgets|keys|people|audit|settings|providers|alerts|recommendations|playground|batches|reports|routing$|pricing$|pricing\/(?:import|reconciliation))/.test(
      pathname,
    );
  const wanted = params.get('range') ?? (params.get('from') === null ? '30d' : 'custom');
  const known = wanted === 'custom' || PRESETS.some((preset) => preset.range === wanted);
  const current = known ? wanted : '30d';

  function open(changes: Record<string, string | undefined>) {
    const next = new URLSearchParams(params);
    next.delete('after');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    router.push(`${pathname}?${next}`);
  }

  if (!applies) return <div className={className} />;
  return (
    <div
      role="group"
      aria-label={t('Range')}
      className={cn('flex items-center rounded-md border bg-surface p-0.5', className)}
    >
      {PRESETS.map(({ range, label }) => (
        <Button
          key={range}
          size="sm"
          variant="ghost"
          aria-pressed={current === range}
          className={cn(current === range && 'bg-brand-wash text-brand')}
          onClick={() => open({ range, from: undefined, to: undefined })}
        >
          {label}
        </Button>
      ))}
      <CustomRange
        active={current === 'custom'}
        from={dayOf(params.get('from'))}
        to={dayOf(params.get('to'))}
        onShow={(from, to) => open({ range: 'custom', from, to })}
      />
    </div>
  );
}
