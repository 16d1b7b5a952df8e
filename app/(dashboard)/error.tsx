'use client';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

/** The page as a whole failed. What went wrong is in the server's log under the digest. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <Alert tone="bad" role="alert" className="flex flex-col items-start gap-2">
      <p>This page could not be loaded. The database may be away; requests to the gateway go on.</p>
      {error.digest !== undefined && <p className="font-mono text-xs">Log reference {error.digest}</p>}
      <Button size="sm" onClick={() => retry()}>
        Try again
      </Button>
    </Alert>
  );
}
