'use client';
import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { readFields, writeFields, type KeptFields } from './kept-fields';

interface KeptFormProps extends ComponentProps<'form'> {
  /** Tells forms of one page apart. */
  name: string;
  /** What was typed is no longer wanted: it was published. */
  isDone: boolean;
}

/**
 * A form that keeps what is typed, but for secrets, in this tab until it is published: who has to sign in again, loses the
 * connection or reloads finds it as it was.
 */
export function KeptForm({ name, isDone, children, ...props }: KeptFormProps) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const kept = recall(name);
    if (kept === undefined) return;
    let wasWritten = false;
    const writeAll = () => {
      if (form.current !== null) wasWritten = writeFields(form.current, kept) || wasWritten;
      setRestored(wasWritten);
    };
    // Twice: a choice may bring fields of its own.
    const timers = [setTimeout(writeAll), setTimeout(writeAll, 60)];
    return () => timers.forEach(clearTimeout);
  }, [name]);
  useEffect(() => {
    if (isDone) forget(name);
  }, [isDone, name]);
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
          if (form.current !== null) keep(name, readFields(form.current));
        }}
      >
        {children}
      </form>
    </>
  );
}

const placeOf = (name: string) => `tollgate.form.${name}`;

function keep(name: string, fields: KeptFields): void {
  sessionStorage.setItem(placeOf(name), JSON.stringify(fields));
}

/** Forgets what was typed into a form. */
export function forget(name: string): void {
  sessionStorage.removeItem(placeOf(name));
}

function recall(name: string): KeptFields | undefined {
  const text = sessionStorage.getItem(placeOf(name));
  return text === null ? undefined : (JSON.parse(text) as KeptFields);
}
