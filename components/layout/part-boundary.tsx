'use client';
import { catchError, type ErrorInfo } from 'next/error';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** Keeps the failure of one part of a page in its own box. The reason is in the server's log, not on the page. */
export const PartBoundary = catchError(function PartFailed({ name }: { name: string }, { retry }: ErrorInfo) {
  const t = useT();
  return (
    <Card className="flex flex-col items-start gap-2 px-4 py-3" role="alert">
      <p className="text-sm text-bad">{t('{name} could not be loaded.', { name })}</p>
      <Button size="sm" onClick={() => retry()}>
        {t('Try again')}
      </Button>
    </Card>
  );
});
