import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={cn('min-w-0 rounded-lg border bg-surface [--cell-edge:--spacing(4)]', className)}
      {...props}
    />
  );
}

export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex flex-wrap items-baseline justify-between gap-2 px-4 pt-3 pb-2', className)}
      {...props}
    />
  );
}

export function CardTitle({ className, ...props }: ComponentProps<'h2'>) {
  return <h2 className={cn('text-sm font-semibold', className)} {...props} />;
}

export function CardNote({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('text-xs text-ink-soft', className)} {...props} />;
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('px-4 pb-4 [--cell-edge:--spacing(1.5)] [--table-bleed:--spacing(1.5)]', className)}
      {...props}
    />
  );
}
