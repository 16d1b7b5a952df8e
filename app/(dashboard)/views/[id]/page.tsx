import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';
import { GatewayError } from '@/lib/errors/gateway-error';
import { requireUser } from '@/lib/users/require-user';
import { addressOfView } from '@/lib/views/address-of';

export const metadata: Metadata = { title: 'Saved view' };

/** Opens a saved view by its id: the page with the state that it keeps. */
export default async function SavedViewPage({ params }: PageProps<'/views/[id]'>) {
  const { id } = await params;
  const viewer = await requireUser(`/views/${encodeURIComponent(id)}`);
  const address = await addressOfView(viewer, decodeURIComponent(id)).catch((error: unknown) => {
    if (error instanceof GatewayError) return undefined;
    throw error;
  });
  if (address !== undefined) redirect(address);
  return (
    <>
      <PageTitle title="Saved view" />
      <Empty title="This view is not there any more">
        It was deleted, or it is not shared with you. Open the{' '}
        <Link className="underline" href="/overview">
          Overview
        </Link>
        , or another view from the menu “Views” of a page.
      </Empty>
    </>
  );
}
