import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { fieldClasses } from './input';

/** Grows with what is written, where the browser can; else it scrolls. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(fieldClasses, 'field-sizing-content h-auto max-h-96 min-h-16 py-1.5', className)}
      {...props}
    />
  );
}
