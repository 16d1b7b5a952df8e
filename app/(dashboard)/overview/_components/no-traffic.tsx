import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';
import type { PageView } from '../../page-view';

/** Why there is nothing to draw, and what to do about it. */
export function NoTraffic({ view }: { view: PageView }) {
  const t = useT();
  return (
    <Empty title={t('Nothing was spent in this range')}>
      {view.workspace.isDemo ? (
        t(
          'The demo history may still be on its way: it appears within a minute of the first start. Else choose a longer range.',
        )
      ) : (
        <>
          {t.rich(
            'Point an OpenAI SDK at <code>/v1</code> of this server with one of your keys, or choose a longer range. Spend appears a few seconds after the answer.',
            { code: (words) => <code className="font-mono">{words}</code> },
          )}
        </>
      )}
    </Empty>
  );
}
