'use client';
import { Radio } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

const LOOK_AGAIN_MS = 3_000;

interface LiveTailProps {
  isLive: boolean;
  /** Past the first page: what one reads there must not move away. */
  isFrozen: boolean;
  /** This list with the tail turned the other way. */
  href: string;
}

/** Draws the newest page again and again while it is seen; never two at once. Kept in the address. */
export function LiveTail({ isLive, isFrozen, href }: LiveTailProps) {
  const t = useT();
  const router = useRouter();
  const [isPending, start] = useTransition();
  const runs = isLive && !isFrozen;
  useEffect(() => {
    if (!runs || isPending) return;
    const timer = setInterval(() => {
      if (!document.hidden) start(() => router.refresh());
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [runs, isPending, router]);
  return (
    <>
      {isLive && isFrozen && (
        <span className="text-xs text-ink-soft">{t('Live is frozen past the first page.')}</span>
      )}
      <Button asChild size="sm" variant="ghost" className={runs ? 'bg-brand-wash text-brand' : ''}>
        <Link href={href} scroll={false} replace data-live={runs}>
          <Radio aria-hidden /> {isLive ? t('Live: on') : t('Live: off')}
        </Link>
      </Button>
    </>
  );
}
