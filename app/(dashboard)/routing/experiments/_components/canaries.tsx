import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { Card } from '@/components/ui/card';
import { listCanaries } from '@/lib/canary/list';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../../page-view';
import { CanaryCard } from './canary-card';

interface CanariesProps {
  view: PageView;
  mayChange: boolean;
  /** Also those that are over. */
  all: boolean;
}

export async function Canaries({ view, mayChange, all }: CanariesProps) {
  const t = await getT();
  const canaries = await listCanaries(view.viewer, { all: all ? 'true' : 'false' });
  return (
    <div className="flex flex-col gap-4">
      {canaries.length === 0 && (
        <Card className="p-4">
          <Empty title={all ? t('There never was a canary') : t('No canary is under way')}>
            {t(
              'A canary sends a share of the requests to a new target, and all of them once it has shown to be no worse.',
            )}
          </Empty>
        </Card>
      )}
      {canaries.map((canary) => (
        <CanaryCard key={canary.id} canary={canary} view={view} mayChange={mayChange} />
      ))}
      <p className="text-sm">
        <Link href={view.href('/routing/experiments', { over: all ? undefined : 'shown' })} className="link">
          {all ? t('Hide those that are over') : t('Show those that are over, too')}
        </Link>
      </p>
    </div>
  );
}
