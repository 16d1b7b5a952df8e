import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/simulate', label: msg('Scenarios') },
  { path: '/simulate/tco', label: msg('Cost of ownership') },
] as const;

export function SimulateTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return <PageTabs label={t('Simulate')} tabs={TABS} here={here} href={view.href} />;
}
