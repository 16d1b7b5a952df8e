'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { Popover } from 'radix-ui';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from './field';

const PRESETS = [
  { range: '24h', label: '24 h' },
  { range: '7d', label: '7 d' },
  { range: '30d', label: '30 d' },
] as const;

/** The span of time that the page shows; kept in the address. Days are those of the workspace's reporting zone. */
export function RangePicker({ className }: { className?: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  // A single request has its own time.
  const applies = !/^\/requests\/./.test(pathname);
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

  function openCustom(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    open({ range: 'custom', from: String(form.get('from')), to: String(form.get('to')) });
  }

  if (!applies) return <div className={className} />;
  return (
    <div
      role="group"
      aria-label="Range"
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
      <Popover.Root>
        <Popover.Trigger asChild>
          <Button
            size="sm"
            variant="ghost"
            className={cn(current === 'custom' && 'bg-brand-wash text-brand')}
            aria-label={current === 'custom' ? 'Custom range, in use' : 'Custom range'}
          >
            Custom
          </Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="end"
            sideOffset={6}
            collisionPadding={8}
            aria-label="Custom range"
            className="z-50 w-60 rounded-md border bg-surface p-3 shadow-md"
          >
            <form onSubmit={openCustom} className="flex flex-col gap-3">
              <Field
                name="from"
                label="First day"
                type="date"
                required
                defaultValue={params.get('from') ?? ''}
              />
              <Field name="to" label="Last day" type="date" required defaultValue={params.get('to') ?? ''} />
              <Popover.Close asChild>
                <Button type="submit" variant="primary">
                  Show
                </Button>
              </Popover.Close>
            </form>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
