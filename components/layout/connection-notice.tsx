'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';

/** While all is well, and while it is not. */
const LOOK_MS = 15_000;
const LOOK_AGAIN_MS = 2_000;
const TIMEOUT_MS = 5_000;

/** Whether Tollgate answers, whatever it says. */
async function answers(): Promise<boolean> {
  try {
    await fetch('/healthz', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}

/** Says that the connection is gone, and once it is back draws the page anew; what was typed stays. */
export function ConnectionNotice() {
  const t = useT();
  const router = useRouter();
  const [isLost, setLost] = useState(false);
  const looking = useRef(false);
  useEffect(() => {
    async function look() {
      if (looking.current || document.hidden) return;
      looking.current = true;
      const isThere = await answers();
      looking.current = false;
      setLost(!isThere);
      if (isThere && isLost) router.refresh();
    }
    const lose = () => setLost(true);
    const now = () => void look();
    const timer = setInterval(now, isLost ? LOOK_AGAIN_MS : LOOK_MS);
    window.addEventListener('offline', lose);
    window.addEventListener('online', now);
    return () => {
      clearInterval(timer);
      window.removeEventListener('offline', lose);
      window.removeEventListener('online', now);
    };
  }, [isLost, router]);
  return (
    <div role="status" className="sticky top-0 z-30 empty:hidden lg:top-12">
      {isLost && (
        <Alert tone="warn" className="rounded-none border-x-0">
          {t('No connection to Tollgate. What you see may be old; what you typed is kept. Trying again…')}
        </Alert>
      )}
    </div>
  );
}
