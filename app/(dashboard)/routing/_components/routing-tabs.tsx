import { PageTabs } from '@/components/layout/page-tabs';
import type { PageView } from '../../page-view';

/** A page of its own adds its line here. */
const TABS = [
  { path: '/routing', label: 'Rules' },
  { path: '/routing/experiments', label: 'Canaries and splits' },
  { path: '/routing/versions', label: 'Versions' },
  { path: '/routing/cache', label: 'Gateway cache' },
] as const;

export function RoutingTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  return <PageTabs label="Routing" tabs={TABS} here={here} href={view.href} />;
}
