import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { listVersions } from '@/lib/config/versions/list-versions';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../../page-view';

interface VersionListProps {
  view: PageView;
  chosen: number | undefined;
  before: number | undefined;
}

const PER_PAGE = 50;

/** Published versions, newest first. */
export async function VersionList({ view, chosen, before }: VersionListProps) {
  const t = await getT();
  const versions = await listVersions({ limit: PER_PAGE, ...(before === undefined ? {} : { before }) });
  const oldest = versions.at(-1)?.version;
  return (
    <Card aria-label={t('Versions')}>
      <Table label={t('Published versions')}>
        <thead>
          <tr>
            <Th numeric>{t('Version')}</Th>
            <Th>{t('Published')}</Th>
            <Th>{t('By')}</Th>
            <Th>{t('Note')}</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, createdAt, author, note }, at) => (
            <tr key={version}>
              <Td numeric>
                <Link
                  href={view.href('/routing/versions', { version: String(version) })}
                  aria-current={version === chosen ? 'true' : undefined}
                  className="link"
                >
                  {version}
                </Link>
              </Td>
              <Td>
                {formatInstant(createdAt, view.range.zone, t.locale)}{' '}
                {at === 0 && before === undefined && <Badge tone="good">{t('in force')}</Badge>}
              </Td>
              <Td>{author}</Td>
              <Td className="min-w-48 whitespace-normal">{t.said(note)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {versions.length === PER_PAGE && oldest !== undefined && oldest > 1 && (
        <CardBody className="pt-3 text-sm">
          <Link href={view.href('/routing/versions', { before: String(oldest) })}>{t('Older versions')}</Link>
        </CardBody>
      )}
    </Card>
  );
}
