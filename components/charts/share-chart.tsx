'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';
import type { ShareBar } from './share-bars';

/** Drawn in the browser only; the charting library is fetched after the page's own code. */
const ShareBars = dynamic(() => import('./share-bars').then((module) => module.ShareBars), {
  ssr: false,
  loading: () => <Skeleton className="h-64" />,
});

/** One bar each, longest first. Its table twin stands beside it on the page. */
export function ShareChart({ bars, label }: { bars: ShareBar[]; label: string }) {
  return <ShareBars bars={bars} label={label} />;
}
