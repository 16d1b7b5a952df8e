import { useT } from '#i18n';
import { PageTabs } from '@/components/layout/page-tabs';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const TABS = [
  { path: '/reports', label: msg('Month') },
  { path: '/reports/migration', label: msg('Before and after a change') },
] as const;

export function ReportTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  const t = useT();
  return (
    <div className="print:hidden">
      <PageTabs label={t('Reports')} tabs={TABS} here={here} href={view.href} />
    </div>
  );
}
