import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';

interface StatTileProps {
  label: string;
  value: string;
  /** Every digit, shown on hover and focus. */
  exact?: string;
  /** The exact value for those who read by machine, as `data-exact`. */
  raw?: string;
  /** What the exact value is called in the tooltip, or what the metric counts. */
  explain: ReactNode;
  /** Rows behind the number. */
  href: string;
  tone?: 'neutral' | 'good' | 'bad' | 'warn';
  /** Under the number; may hold controls. */
  children?: ReactNode;
}

const TONES = { neutral: '', good: 'text-good', bad: 'text-bad', warn: 'text-warn' };

/** One number of the overview: a link to its rows, with its definition and exact value on hover and focus. */
export function StatTile({
  label,
  value,
  exact,
  raw,
  explain,
  href,
  tone = 'neutral',
  children,
}: StatTileProps) {
  return (
    <Card className="flex flex-col gap-1 px-4 py-3" aria-label={label}>
      <Tooltip
        content={
          <>
            {exact !== undefined && <p className="font-semibold">{exact}</p>}
            <p>{explain}</p>
          </>
        }
      >
        <Link href={href} className="group flex flex-col rounded-sm">
          <span className="text-xs font-medium text-ink-soft group-hover:underline">{label}</span>
          <span
            data-exact={raw}
            className={cn('text-2xl leading-8 font-semibold tracking-tight', TONES[tone])}
          >
            {value}
          </span>
        </Link>
      </Tooltip>
      {children !== undefined && <div className="text-xs text-ink-soft">{children}</div>}
    </Card>
  );
}
