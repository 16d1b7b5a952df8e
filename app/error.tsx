'use client';
import { PageFailed } from '@/components/layout/page-failed';

/** A page failed with the frame around it, as when the database is away. */
export default function FrameError(failure: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-4 py-10">
      <PageFailed {...failure} />
    </main>
  );
}
