'use client';
import { Popover } from 'radix-ui';
import { useState, type FormEvent } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from './field';

interface CustomRangeProps {
  active: boolean;
  /** Local days, `YYYY-MM-DD`, or empty. */
  from: string;
  to: string;
  onShow: (from: string, to: string) => void;
}

/** First and last day of the reporting zone, both included. */
export function CustomRange({ active, from, to, onShow }: CustomRangeProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [first, last] = [String(data.get('from')), String(data.get('to'))];
    // Days as they are written are in order as text.
    if (last < first) {
      setProblem(t('The range ends before it starts.'));
      form.querySelector<HTMLElement>('[name=to]')?.focus();
      return;
    }
    setOpen(false);
    setProblem(undefined);
    onShow(first, last);
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          size="sm"
          variant="ghost"
          className={cn(active && 'bg-brand-wash text-brand')}
          aria-label={active ? t('Custom range, in use') : t('Custom range')}
        >
          {t('Custom')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('Custom range')}
          className="z-50 w-60 rounded-md border bg-surface p-3 shadow-md"
        >
          <form onSubmit={show} className="flex flex-col gap-3">
            <Field name="from" label={t('First day')} type="date" required defaultValue={from} />
            <Field name="to" label={t('Last day')} type="date" required defaultValue={to} error={problem} />
            <SubmitButton variant="primary">{t('Show')}</SubmitButton>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
