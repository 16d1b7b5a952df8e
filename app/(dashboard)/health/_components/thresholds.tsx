import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { configInForce } from '@/lib/config/versions/in-force';
import { readThresholds } from '@/lib/health/read-thresholds';
import { getT } from '@/lib/i18n/get-t';
import { isAdmin } from '@/lib/users/viewer';
import type { PageView } from '../../page-view';
import { ThresholdForm } from './threshold-form';

/** The workspace's thresholds, for who may change them. */
export async function Thresholds({ view }: { view: PageView }) {
  const t = await getT();
  if (!isAdmin(view.viewer)) return null;
  // The version first: one that is published in between is then seen as somebody else's.
  const { version } = await configInForce(view.viewer);
  const thresholds = await readThresholds(view.viewer, view.workspace.id);
  return (
    <Card aria-label={t('Thresholds')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Thresholds of {name}', { name: view.workspace.name })}</CardTitle>
          <CardNote>
            {t(
              'A value that equals its threshold does not exceed it. Nothing changes before you have seen what would, and published it.',
            )}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <ThresholdForm thresholds={thresholds} workspace={view.workspace.id} version={version} />
      </CardBody>
    </Card>
  );
}
