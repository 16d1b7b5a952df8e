import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { isAdmin } from '@/lib/users/viewer';
import type { PageView } from '../page-view';
import { RemoveDemo } from './remove-demo';

/** Says on each page of the demo workspace that its numbers were made up. */
export function DemoBanner({ view }: { view: PageView }) {
  const t = useT();
  if (!view.workspace.isDemo) return null;
  return (
    <Alert className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
      <p className="text-ink-soft">
        {t.rich(
          '<strong>Demo workspace: generated history.</strong> No such request was ever made or paid for.',
          { strong: (words) => <strong className="font-semibold text-ink">{words}</strong> },
        )}
      </p>
      {isAdmin(view.viewer) && <RemoveDemo workspace={view.workspace.id} />}
    </Alert>
  );
}
