import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/pricing', label: msg('Price book') },
  { path: '/pricing/import', label: msg('Import') },
  { path: '/pricing/corrections', label: msg('Unpriced and re-rating') },
  { path: '/pricing/reconciliation', label: msg('Reconciliation') },
] as const;

export function PricingTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return <PageTabs label={t('Pricing')} tabs={TABS} here={here} href={view.href} />;
}
