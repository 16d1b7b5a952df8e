import { PageTabs } from '@/components/layout/page-tabs';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/simulate', label: 'Scenarios' },
  { path: '/simulate/tco', label: 'Cost of ownership' },
] as const;

export function SimulateTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  return <PageTabs label="Simulate" tabs={TABS} here={here} href={view.href} />;
}
