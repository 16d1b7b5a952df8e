import { PageTabs } from '@/components/layout/page-tabs';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/pricing', label: 'Price book' },
  { path: '/pricing/import', label: 'Import' },
  { path: '/pricing/corrections', label: 'Unpriced and re-rating' },
  { path: '/pricing/reconciliation', label: 'Reconciliation' },
] as const;

export function PricingTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  return <PageTabs label="Pricing" tabs={TABS} here={here} href={view.href} />;
}
