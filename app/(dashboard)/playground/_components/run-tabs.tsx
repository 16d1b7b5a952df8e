import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import type { RunState } from '@/lib/playground/run-state';

interface RunTabsProps {
  runs: readonly RunState[];
  shown: number;
  onShow: (at: number) => void;
  name: string;
}

/** Which of several runs is shown; nothing where there is one. */
export function RunTabs({ runs, shown, onShow, name }: RunTabsProps) {
  const t = useT();
  if (runs.length < 2) return null;
  return (
    <div role="group" aria-label={t('Runs of {name}', { name })} className="flex flex-wrap gap-1">
      {runs.map(({ status }, at) => (
        <Button
          key={at}
          size="sm"
          variant="ghost"
          aria-pressed={at === shown}
          aria-label={t('Run {at}, {status}', { at: at + 1, status })}
          className={cn(at === shown && 'bg-brand-wash text-brand', status === 'failed' && 'text-bad')}
          onClick={() => onShow(at)}
        >
          {at + 1}
        </Button>
      ))}
    </div>
  );
}
