import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** The outer columns begin and end where the text around the table does; cards say where that is. */
const EDGES = 'first:pl-[var(--cell-edge,--spacing(2.5))] last:pr-[var(--cell-edge,--spacing(2.5))]';

/** Scrolls sideways inside its own box, which therefore can take the keyboard's focus and holds what is only read out. */
export function Table({ className, label, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    <div
      className="relative -mx-(--table-bleed) w-[calc(100%+2*var(--table-bleed,0px))] overflow-x-auto"
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <table
        className={cn(
          'w-full border-collapse text-left text-sm',
          // What is around a table draws the line below it.
          '[&>:last-child>tr:last-child>*]:border-b-0',
          className,
        )}
        {...props}
      />
    </div>
  );
}

export function Th({ className, numeric, ...props }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'border-b px-2.5 py-1.5 text-xs font-medium whitespace-nowrap text-ink-soft',
        EDGES,
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
        'border-b px-2.5 py-1.5 align-baseline whitespace-nowrap',
        EDGES,
        numeric === true && 'text-right',
        className,
      )}
      {...props}
    />
  );
}
