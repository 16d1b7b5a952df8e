import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CopyButton } from '@/components/layout/copy-button';
import { PageTitle } from '@/components/layout/page-title';
import { Button } from '@/components/ui/button';
import { may } from '@/lib/access/may';
import { getRequest } from '@/lib/analytics/requests/get-request';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import type { Viewer } from '@/lib/users/viewer';
import { DemoBanner } from '../../_components/demo-banner';
import { modelSeries } from '../../model-series';
import { openView } from '../../page-view';
import { Attempts } from './_components/attempts';
import { Bodies } from './_components/bodies';
import { Corrections } from './_components/corrections';
import { Feedback } from './_components/feedback';
import { LineItems } from './_components/line-items';
import { RawUsage } from './_components/raw-usage';
import { Summary } from './_components/summary';
import { WhyThisRoute } from './_components/why-this-route';

export const generateMetadata = titled(msg('Request'));

async function find(viewer: Viewer, id: string) {
  try {
    return await getRequest(viewer, id);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function RequestPage({ params, searchParams }: PageProps<'/requests/[id]'>) {
  const t = await getT();
  const id = decodeURIComponent((await params).id);
  const viewer = await requireUser(`/requests/${encodeURIComponent(id)}`);
  const request = await find(viewer, id);
  const view = await openView(viewer, { workspace: request.workspaceId });
  if (view === undefined) notFound();
  const zone = view.workspace.reportingZone;
  return (
    <>
      <PageTitle above={[{ label: t('Requests'), href: view.href('/requests') }]} title={t('Request')}>
        {t('times in {zone}', { zone })}
      </PageTitle>
      <div className="-mt-3 flex flex-wrap items-center gap-2">
        <code className="font-mono text-xs break-all">{request.id}</code>
        <CopyButton text={request.id} label={t('Copy id')} />
        {may(viewer, 'playground.use') && (
          <Button asChild size="sm" variant="ghost">
            <Link href={view.href('/playground', { workspace: request.workspaceId, request: id })}>
              {t('Try in the playground')}
            </Link>
          </Button>
        )}
      </div>
      <DemoBanner view={view} />
      <Summary request={request} zone={zone} />
      <WhyThisRoute request={request} />
      <Feedback viewer={viewer} request={request} zone={zone} />
      <Attempts request={request} zone={zone} seriesOf={await modelSeries(viewer)} />
      <LineItems request={request} />
      <Corrections request={request} zone={zone} />
      <Bodies viewer={viewer} request={request} isShown={(await searchParams)['bodies'] === 'shown'} />
      <RawUsage request={request} />
    </>
  );
}
