import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { MeasuredBenchmark } from '@/lib/latency/list';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../page-view';
import type { Figure } from '../figures';
import { STATE_WORDS } from './state-words';

interface BenchmarkListProps {
  benchmarks: readonly MeasuredBenchmark[];
  shown: string;
  figure: Figure;
  view: PageView;
}

/** The last runs, newest first. */
export function BenchmarkList({ benchmarks, shown, figure, view }: BenchmarkListProps) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Benchmarks')}</CardTitle>
        <CardNote>{t('the last 30 at most')}</CardNote>
      </CardHeader>
      <CardBody>
        <Table label={t('Benchmarks')}>
          <thead>
            <tr>
              <Th>{t('Since')}</Th>
              <Th>{t('State')}</Th>
              <Th>{t('Models')}</Th>
              <Th numeric>{t('Requests')}</Th>
              <Th numeric>{t('Cost')}</Th>
              <Th>{t('By')}</Th>
            </tr>
          </thead>
          <tbody>
            {benchmarks.map(({ id, createdAt, status, settings, done, total, spentUsd, author }) => (
              <tr key={id}>
                <Td>
                  <Link
                    className="link"
                    aria-current={id === shown ? 'true' : undefined}
                    href={view.href('/health/benchmark', { run: id, figure })}
                  >
                    {formatInstant(createdAt, view.range.zone, t.locale)}
                  </Link>
                </Td>
                <Td>{t(STATE_WORDS[status])}</Td>
                <Td className="whitespace-normal">{settings.targets.join(', ')}</Td>
                <Td numeric>
                  {t('{done} of {total}', {
                    done: formatCount(done, t.locale),
                    total: formatCount(total, t.locale),
                  })}
                </Td>
                <Td numeric title={formatExactUsd(spentUsd, t.locale)}>
                  {formatAmountUsd(spentUsd, t.locale)}
                </Td>
                <Td>{author}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
