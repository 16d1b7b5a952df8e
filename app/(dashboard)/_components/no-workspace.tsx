import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';

export function NoWorkspace() {
  const t = useT();
  return (
    <Empty title={t('There is no workspace yet')}>
      {t(
        'Tollgate makes the workspace “main” when it starts. If you see this, its start was not finished: look at the terminal that it runs in.',
      )}
    </Empty>
  );
}
