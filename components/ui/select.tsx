import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { fieldClasses } from './input';

/** The browser's own select: right on phones, by keyboard and in screen readers without a script. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select className={cn(fieldClasses, 'pr-7 text-ellipsis', className)} {...props} />;
}
