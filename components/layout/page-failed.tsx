'use client';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

interface PageFailedProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** The page as a whole failed. What went wrong is in the server's log under the digest. */
export function PageFailed({ error, retry }: PageFailedProps) {
  const t = useT();
  return (
    <Alert tone="bad" role="alert" className="flex flex-col items-start gap-2">
      <p>{t('This page could not be loaded. The database may be away; requests to the gateway go on.')}</p>
      {error.digest !== undefined && (
        <p className="font-mono text-xs">{t('Log reference {digest}', { digest: error.digest })}</p>
      )}
      <Button size="sm" onClick={() => retry()}>
        {t('Try again')}
      </Button>
    </Alert>
  );
}
