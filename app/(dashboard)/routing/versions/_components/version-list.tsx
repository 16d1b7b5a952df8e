import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { listVersions } from '@/lib/config/list-versions';
import type { PageView } from '../../../page-view';

interface VersionListProps {
  view: PageView;
  chosen: number | undefined;
  before: number | undefined;
}

const PER_PAGE = 50;

/** Published versions, newest first. */
export async function VersionList({ view, chosen, before }: VersionListProps) {
  const versions = await listVersions({ limit: PER_PAGE, ...(before === undefined ? {} : { before }) });
  const oldest = versions.at(-1)?.version;
  return (
    <Card aria-label="Versions">
      <Table label="Published versions">
        <thead>
          <tr>
            <Th numeric>Version</Th>
            <Th>Published</Th>
            <Th>By</Th>
            <Th>Note</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, createdAt, author, note }, at) => (
            <tr key={version}>
              <Td numeric>
                <Link
                  href={view.href('/routing/versions', { version: String(version) })}
                  aria-current={version === chosen ? 'true' : undefined}
                  className="underline decoration-line-strong underline-offset-2 hover:text-brand"
                >
                  {version}
                </Link>
              </Td>
              <Td>
                {formatInstant(createdAt, view.range.zone)}{' '}
                {at === 0 && before === undefined && <Badge tone="good">in force</Badge>}
              </Td>
              <Td>{author}</Td>
              <Td className="min-w-48 whitespace-normal">{note}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {versions.length === PER_PAGE && oldest !== undefined && oldest > 1 && (
        <CardBody className="pt-3 text-sm">
          <Link href={view.href('/routing/versions', { before: String(oldest) })}>Older versions</Link>
        </CardBody>
      )}
    </Card>
  );
}
