'use client';
import { useEffect, useMemo, useRef, useState, type ComponentProps, type FormEvent } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { announceTyped, readFields, writeFields } from './kept-fields';
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
  /** Names of fields that the user has typed into: what was kept is not written over them. */
  const typed = useRef(new Set<string>());
  const isWriting = useRef(false);
  // Before the first event, which may come before any effect: from then on what is typed is kept in its place.
  const kept = useMemo(() => (typeof window === 'undefined' ? undefined : recall(name)), [name]);
  // First: what was published is not to be written into the form that shows it next.
  useEffect(() => {
    if (isDone) forget(name);
  }, [isDone, name]);
  useEffect(() => {
    if (form.current !== null) announceTyped(form.current);
  }, []);
  useEffect(() => {
    if (kept === undefined) return;
    let wasWritten = false;
    const writeAll = () => {
      if (form.current === null) return;
      isWriting.current = true;
      wasWritten = writeFields(form.current, kept.fields, typed.current) || wasWritten;
      isWriting.current = false;
      setRestored(wasWritten);
    };
    // Twice: a choice may bring fields of its own.
    const timers = [setTimeout(writeAll), setTimeout(writeAll, 60)];
    return () => timers.forEach(clearTimeout);
  }, [kept]);
  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!isWriting.current && 'name' in target) typed.current.add(String(target.name));
    if (form.current !== null) keep(name, readFields(form.current), version);
  };
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
      <form {...props} ref={form} onInput={onInput}>
        {children}
      </form>
    </>
  );
}
