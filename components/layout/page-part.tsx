import { Suspense, type ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { PartBoundary } from './part-boundary';

/** A part of a page with its own query: loads and fails by itself. `height` is a class, so that nothing jumps. */
export function PagePart({ name, height, children }: { name: string; height: string; children: ReactNode }) {
  return (
    <PartBoundary name={name}>
      <Suspense fallback={<Skeleton className={height} />}>{children}</Suspense>
    </PartBoundary>
  );
}
