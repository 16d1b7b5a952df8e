import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { DryRunMove } from '@/lib/dryrun/schemas';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../../page-view';

/** Where requests move, with the way to each of them. */
export function MoveTable({
  runId,
  moves,
  view,
}: {
  runId: string;
  moves: readonly DryRunMove[];
  view: PageView;
}) {
  const t = useT();
  return (
    <section>
      <h3 className="mb-1 text-xs font-semibold">{t('What moves')}</h3>
      <Table label={t('What moves')}>
        <thead>
          <tr>
            <Th>{t('From')}</Th>
            <Th>{t('To')}</Th>
            <Th numeric>{t('Requests')}</Th>
            <Th numeric>{t('Cost now')}</Th>
            <Th numeric>{t('Cost then')}</Th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ from, to, requests, costBeforeUsd, costAfterUsd }) => (
            <tr key={`${from} ${to}`}>
              <Td>{from}</Td>
              <Td>{to}</Td>
              <Td numeric>
                <Link
                  href={view.href(`/routing/dry-runs/${runId}`, { moved_from: from, moved_to: to })}
                  className="link"
                >
                  {formatCount(requests, t.locale)}
                </Link>
              </Td>
              <Td numeric>{formatAmountUsd(costBeforeUsd, t.locale)}</Td>
              <Td numeric>{formatAmountUsd(costAfterUsd, t.locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
