import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  const t = useT();
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('Loading…')}</span>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-24" />
      <Skeleton className="h-96" />
    </div>
  );
}
