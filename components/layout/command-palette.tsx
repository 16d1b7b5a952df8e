'use client';
import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { keepParams } from './kept-params';
import { meaningOf } from './shortcuts';

// Fetched at the first use: no page waits for it.
const Dialog = dynamic(
  () => import('./command-palette-dialog').then((module) => module.CommandPaletteDialog),
  {
    ssr: false,
  },
);
const Help = dynamic(() => import('./shortcut-help').then((module) => module.ShortcutHelp), { ssr: false });

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keys that work on each page, and the button that opens what they open. */
export function CommandPalette({ workspace }: { workspace: string }) {
  const t = useT();
  const router = useRouter();
  const params = useSearchParams();
  const [shown, setShown] = useState<'palette' | 'help'>();
  const goAtMs = useRef<number | undefined>(undefined);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const sinceGoMs = goAtMs.current === undefined ? undefined : event.timeStamp - goAtMs.current;
      const { key, metaKey, ctrlKey, altKey } = event;
      const meaning = meaningOf({
        key,
        metaKey,
        ctrlKey,
        altKey,
        isTyping: isTyping(event.target),
        sinceGoMs,
      });
      goAtMs.current = meaning === 'go' ? event.timeStamp : undefined;
      if (meaning === undefined || meaning === 'go') return;
      event.preventDefault();
      if (typeof meaning === 'object') router.push(keepParams(meaning.open, new URLSearchParams(params)));
      else setShown((now) => (now === meaning ? undefined : meaning));
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [router, params]);
  const close = () => setShown(undefined);
  return (
    <>
      <Button
        variant="ghost"
        aria-label={t('Find a page, model, key or request')}
        aria-keyshortcuts="Meta+K Control+K"
        className="max-sm:w-8 max-sm:px-0"
        onClick={() => setShown('palette')}
      >
        <Search aria-hidden />
        <span className="max-sm:hidden">{t('Find')}</span>
        <kbd className="rounded border px-1 text-xs max-sm:hidden">⌘K</kbd>
      </Button>
      {shown === 'palette' && (
        <Dialog
          workspace={params.get('workspace') ?? workspace}
          onClose={close}
          onHelp={() => setShown('help')}
        />
      )}
      {shown === 'help' && <Help onClose={close} />}
    </>
  );
}
