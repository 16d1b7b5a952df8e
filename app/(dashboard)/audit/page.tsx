import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { PageTitle } from '@/components/layout/page-title';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { listAudit } from '@/lib/audit/list';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../_components/no-right';
import { Problems } from '../_components/problems';
import { addressOf, readQuery } from '../read-query';
import { AuditFilters } from './_components/audit-filters';
import { AuditTable } from './_components/audit-table';
import { readAuditQuery } from './read-audit-query';

export const generateMetadata = titled(msg('Audit'));

const PAGE = 50;

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/audit', query));
  if (!may(viewer, 'audit.read')) return <NoRight title={t('Audit')} />;
  const { filters, problems, wrong } = readAuditQuery(t, query);
  const entries = await listAudit(viewer, { ...filters, limit: PAGE });
  const { before: _before, ...shared } = filters;
  const last = entries.at(-1);
  const exportHref = addressOf('/api/v1/export/audit', shared as Record<string, string>);
  return (
    <>
      <PageTitle title={t('Audit')}>
        {t('who changed what; each entry is sealed with the one before')}
      </PageTitle>
      <Problems problems={problems} />
      <AuditFilters query={query} wrong={wrong} exportHref={exportHref} />
      {entries.length === 0 ? (
        <Empty title={t('No entry matches')}>{t('Take a filter away, or choose a longer span.')}</Empty>
      ) : (
        <Card>
          <AuditTable entries={entries} />
          {last !== undefined && entries.length === PAGE && (
            <div className="flex justify-end px-3 py-2">
              <Button size="sm" asChild>
                <Link href={addressOf('/audit', { ...query, before: String(last.seq) })}>
                  {t('Older')} <ArrowRight aria-hidden />
                </Link>
              </Button>
            </div>
          )}
        </Card>
      )}
    </>
  );
}
