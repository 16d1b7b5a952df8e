import Link from 'next/link';
import { useT } from '#i18n';
import { PageTitle } from '@/components/layout/page-title';
import { Empty } from '@/components/charts/empty';

export default function NotFound() {
  const t = useT();
  return (
    <>
      <PageTitle title={t('Not found')} />
      <Empty title={t('There is no such page')}>
        {t.rich('It may have been removed by retention, or the address was cut. <link>All requests</link>', {
          link: (words) => (
            <Link href="/requests" className="link">
              {words}
            </Link>
          ),
        })}
      </Empty>
    </>
  );
}
