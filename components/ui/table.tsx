import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** Scrolls sideways inside its own box, which therefore can take the keyboard's focus and holds what is only read out. */
export function Table({ className, label, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    <div className="relative w-full overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...props} />
    </div>
  );
}

export function Th({ className, numeric, ...props }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'border-b px-2.5 py-1.5 text-xs font-medium whitespace-nowrap text-ink-soft',
        numeric === true && 'text-right',
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, numeric, ...props }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        'border-b px-2.5 py-1.5 align-top whitespace-nowrap',
        numeric === true && 'text-right',
        className,
      )}
      {...props}
    />
  );
}
