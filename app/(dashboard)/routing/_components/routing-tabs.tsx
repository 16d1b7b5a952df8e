import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

/** A page of its own adds its line here. */
const TABS = [
  { path: '/routing', label: msg('Rules') },
  { path: '/routing/experiments', label: msg('Canaries and splits') },
  { path: '/routing/versions', label: msg('Versions') },
  { path: '/routing/cache', label: msg('Gateway cache') },
] as const;

export function RoutingTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return <PageTabs label={t('Routing')} tabs={TABS} here={here} href={view.href} />;
}
