import { Play, Square } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';

const TIMES = [1, 2, 3, 5, 10];

interface RunBarProps {
  running: boolean;
  times: number;
  onTimes: (times: number) => void;
  onRun: () => void;
  onStop: () => void;
}

export function RunBar({ running, times, onTimes, onRun, onStop }: RunBarProps) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center gap-2">
      {running ? (
        <Button onClick={onStop}>
          <Square aria-hidden /> {t('Stop')}
        </Button>
      ) : (
        <Button variant="primary" onClick={onRun} aria-keyshortcuts="Control+Enter Meta+Enter">
          <Play aria-hidden /> {t('Run')}
        </Button>
      )}
      <label className="flex items-center gap-1.5 text-xs text-ink-soft">
        {t('Runs a column')}
        <Select
          className="w-auto"
          value={times}
          disabled={running}
          onChange={(event) => onTimes(Number(event.target.value))}
        >
          {TIMES.map((count) => (
            <option key={count}>{count}</option>
          ))}
        </Select>
      </label>
      <p className="text-xs text-ink-soft max-sm:hidden">
        {t('Ctrl or ⌘ and Enter runs from anywhere here.')}
      </p>
    </div>
  );
}
