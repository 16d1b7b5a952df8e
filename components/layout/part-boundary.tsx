'use client';
import { catchError, type ErrorInfo } from 'next/error';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** Keeps the failure of one part of a page in its own box. The reason is in the server's log, not on the page. */
export const PartBoundary = catchError(function PartFailed({ name }: { name: string }, { retry }: ErrorInfo) {
  return (
    <Card className="flex flex-col items-start gap-2 px-4 py-3" role="alert">
      <p className="text-sm text-bad">{name} could not be loaded.</p>
      <Button size="sm" onClick={() => retry()}>
        Try again
      </Button>
    </Card>
  );
});
