'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { useT } from '#i18n';
import { Select } from '@/components/ui/select';

interface BaselineSelectProps {
  baselines: string[];
  current: string;
  note: string;
}

/** The model that savings are counted against; kept in the address. */
export function BaselineSelect({ baselines, current, note }: BaselineSelectProps) {
  const t = useT();
  const router = useRouter();
  const params = useSearchParams();
  function open(model: string) {
    const next = new URLSearchParams(params);
    next.set('baseline', model);
    router.push(`/overview?${next}`, { scroll: false });
  }
  return (
    <div className="flex flex-wrap items-center gap-x-1.5">
      <span className="whitespace-nowrap">{note}</span>
      <Select
        aria-label={t('Compare with one model')}
        className="h-6 w-auto max-w-full min-w-24 flex-1 px-1 text-xs"
        value={current}
        onChange={(event) => open(event.target.value)}
      >
        {baselines.map((model) => (
          <option key={model}>{model}</option>
        ))}
      </Select>
    </div>
  );
}
