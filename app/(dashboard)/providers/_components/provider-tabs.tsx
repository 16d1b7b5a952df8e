import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/providers', label: msg('Providers') },
  { path: '/providers/models', label: msg('Models') },
] as const;

export function ProviderTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return <PageTabs label={t('Providers and models')} tabs={TABS} here={here} href={view.href} />;
}
