'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useT } from '#i18n';

const EVERY_MS = 2_000;

/** Asks the server again every two seconds while something goes on and the page is looked at. */
export function RefreshWhile({ open }: { open: boolean }) {
  const t = useT();
  const router = useRouter();
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [open, router]);
  return open ? <p className="text-xs text-ink-soft">{t('live')}</p> : null;
}
