'use client';
import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { readFields, writeFields } from './kept-fields';
import { forget, keep, recall } from './kept-text';

interface KeptFormProps extends ComponentProps<'form'> {
  /** Tells forms of one page apart. */
  name: string;
  /** Version of the configuration that the fields show; absent: they show none. */
  version?: number;
  /** What was typed is no longer wanted: it was published. */
  isDone: boolean;
}

/**
 * A form that keeps what is typed, but for secrets, in this tab until it is published: who has to sign in again, loses the
 * connection or reloads finds it as it was.
 */
export function KeptForm({ name, version, isDone, children, ...props }: KeptFormProps) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const [restored, setRestored] = useState(false);
  // First: what was published is not to be written into the form that shows it next.
  useEffect(() => {
    if (isDone) forget(name);
  }, [isDone, name]);
  useEffect(() => {
    const kept = recall(name);
    if (kept === undefined) return;
    let wasWritten = false;
    const writeAll = () => {
      if (form.current !== null) wasWritten = writeFields(form.current, kept.fields) || wasWritten;
      setRestored(wasWritten);
    };
    // Twice: a choice may bring fields of its own.
    const timers = [setTimeout(writeAll), setTimeout(writeAll, 60)];
    return () => timers.forEach(clearTimeout);
  }, [name]);
  return (
    <>
      {restored && !isDone && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          {t('What you had typed is here again. Keys were not kept.')}
          <Button
            size="sm"
            onClick={() => {
              forget(name);
              window.location.reload();
            }}
          >
            {t('Discard it')}
          </Button>
        </p>
      )}
      <form
        {...props}
        ref={form}
        onInput={() => {
          if (form.current !== null) keep(name, readFields(form.current), version);
        }}
      >
        {children}
      </form>
    </>
  );
}
