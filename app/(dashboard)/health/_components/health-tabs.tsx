import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/health', label: msg('Providers and models') },
  { path: '/health/benchmark', label: msg('Benchmark') },
] as const;

export function HealthTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return <PageTabs label={t('Health')} tabs={TABS} here={here} href={view.href} />;
}
