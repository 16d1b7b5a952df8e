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
    <Alert tone="warn" className="flex flex-wrap items-center justify-between gap-2">
      <p>
        {t.rich(
          '<strong>Demo workspace: generated history.</strong> No such request was ever made or paid for.',
          { strong: (words) => <strong>{words}</strong> },
        )}
      </p>
      {isAdmin(view.viewer) && <RemoveDemo />}
    </Alert>
  );
}
