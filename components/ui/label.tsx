import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Label({ className, ...props }: ComponentProps<'label'>) {
  return <label className={cn('text-xs font-medium text-ink-soft', className)} {...props} />;
}
