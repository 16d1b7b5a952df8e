import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { quarantinedUsage } from '@/lib/analytics/quarantined-usage';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../../page-view';

/** Attempts whose usage cannot be right: in no sum until somebody has looked. */
export async function QuarantineList({ view }: { view: PageView }) {
  const t = await getT();
  const { total, attempts } = await quarantinedUsage(view.viewer, view.scope);
  if (total === 0)
    return <p className="text-sm text-ink-soft">{t('None: each usage of this period could be right.')}</p>;
  return (
    <>
      <p className="pb-2 text-sm">
        {t('{total} attempts; nothing of them was billed.', { total: formatCount(total, t.locale) })}
      </p>
      <Table label={t('Quarantined usage')}>
        <thead>
          <tr>
            <Th>{t('When ({zone})', { zone: view.range.zone })}</Th>
            <Th>{t('Model')}</Th>
            <Th>{t('Counts that cannot be right')}</Th>
            <Th>{t('As it came')}</Th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ requestId, attempt, at, provider, model, counts, rawUsage }) => (
            <tr key={`${requestId} ${attempt}`}>
              <Td>
                <Link className="link" href={view.href(`/requests/${encodeURIComponent(requestId)}`)}>
                  {formatInstant(at, view.range.zone, t.locale)}
                </Link>
              </Td>
              <Td>
                {provider} {model}
              </Td>
              <Td>{counts.join(', ')}</Td>
              <Td className="font-mono text-xs">{JSON.stringify(rawUsage).slice(0, 200)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
