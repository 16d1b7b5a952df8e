import { PageTabs } from '@/components/layout/page-tabs';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/providers', label: 'Providers' },
  { path: '/providers/models', label: 'Models' },
] as const;

export function ProviderTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  return <PageTabs label="Providers and models" tabs={TABS} here={here} href={view.href} />;
}
