import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './class-names';

const alertVariants = cva('rounded-lg border px-3 py-2 text-sm', {
  variants: {
    tone: {
      neutral: 'bg-sunken text-ink',
      warn: 'border-warn/40 bg-warn-wash text-warn',
      bad: 'border-bad/40 bg-bad-wash text-bad',
    },
  },
  defaultVariants: { tone: 'neutral' },
});

/** A note in the page. Give it `role="alert"` when it answers what the reader just did. */
export function Alert({
  className,
  tone,
  ...props
}: ComponentProps<'div'> & VariantProps<typeof alertVariants>) {
  return <div className={cn(alertVariants({ tone }), className)} {...props} />;
}
