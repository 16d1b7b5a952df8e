import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { addressOfView } from '@/lib/views/address-of';

export const generateMetadata = titled(msg('Saved view'));

/** Opens a saved view by its id: the page with the state that it keeps. */
export default async function SavedViewPage({ params }: PageProps<'/views/[id]'>) {
  const t = await getT();
  const { id } = await params;
  const viewer = await requireUser(`/views/${encodeURIComponent(id)}`);
  const address = await addressOfView(viewer, decodeURIComponent(id)).catch((error: unknown) => {
    if (error instanceof GatewayError) return undefined;
    throw error;
  });
  if (address !== undefined) redirect(address);
  return (
    <>
      <PageTitle title={t('Saved view')} />
      <Empty title={t('This view is not there any more')}>
        {t.rich(
          'It was deleted, or it is not shared with you. Open the <link>Overview</link>, or another view from the menu “Views” of a page.',
          {
            link: (words) => (
              <Link className="link" href="/overview">
                {words}
              </Link>
            ),
          },
        )}
      </Empty>
    </>
  );
}
