import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';

/** In place of a page that the viewer's role does not open. */
export function NoRight({ title }: { title: string }) {
  const t = useT();
  return (
    <>
      <PageTitle title={title} />
      <Empty title={t('You may not see this page')}>
        {t('Your role does not include it. An admin can change that on the page People.')}
      </Empty>
    </>
  );
}
