'use client';
import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { dismissToast, readNone, toastStore, type Toast } from './toast-store';

/** Long enough to read it and to reach Undo by the keyboard; stands still under the pointer and while it has the focus. */
const SHOWN_MS = 12_000;

/** Where words on what was just done appear; read out as they come. */
export function Toaster() {
  const t = useT();
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, readNone);
  return (
    <section
      aria-label={t('What was just done')}
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 left-4 z-40 flex flex-col items-end gap-2 print:hidden"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast: { id, message, isBad, undo } }: { toast: Toast }) {
  const t = useT();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <div
      className={cn(
        'pointer-events-auto flex max-w-full items-center gap-2 rounded-md border bg-surface px-3 py-2 text-sm text-ink shadow-md sm:max-w-md',
        isBad && 'border-bad/40 bg-bad-wash text-bad',
      )}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="min-w-0 break-words">{message}</p>
      {undo !== undefined && (
        <Button
          size="sm"
          onClick={() => {
            dismissToast(id);
            undo();
          }}
        >
          {t('Undo')}
        </Button>
      )}
      <Button size="icon" variant="ghost" aria-label={t('Dismiss')} onClick={() => dismissToast(id)}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
