import { Alert } from '@/components/ui/alert';

/** What of the address could not be honoured; the page below shows the nearest valid view. */
export function Problems({ problems }: { problems: string[] }) {
  if (problems.length === 0) return null;
  return (
    <Alert tone="warn" role="status">
      {problems.join(' ')}
    </Alert>
  );
}
