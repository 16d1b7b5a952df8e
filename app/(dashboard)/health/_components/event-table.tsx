import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { EventKind } from '@/lib/health/event';
import type { EventRow } from '@/lib/health/schemas';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';

const KINDS: Record<EventKind, { tone: BadgeTone; words: string }> = {
  failover: { tone: 'warn', words: msg('failover') },
  gave_up: { tone: 'bad', words: msg('gave up') },
  breaker: { tone: 'neutral', words: msg('breaker') },
  cooled: { tone: 'warn', words: msg('left alone') },
};

interface EventTableProps {
  rows: readonly EventRow[];
  view: PageView;
  targetHref: (target: string) => string;
}

export function EventTable({ rows, view, targetHref }: EventTableProps) {
  const t = useT();
  const { zone } = view.range;
  return (
    <Table label={t('Events of the failover log')}>
      <thead>
        <tr>
          <Th>{t('Last ({zone})', { zone })}</Th>
          <Th>{t('Event')}</Th>
          <Th numeric>{t('Times')}</Th>
          <Th>{t('Target')}</Th>
          <Th>{t('Reason')}</Th>
          <Th>{t('From → to')}</Th>
          <Th>{t('Could serve instead')}</Th>
          <Th>{t('Seen by')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-sunken">
            <Td title={t('first {firstAt}', { firstAt: formatShortInstant(row.firstAt, zone, t.locale) })}>
              {formatShortInstant(row.lastAt, zone, t.locale)}
            </Td>
            <Td>
              <Badge tone={KINDS[row.kind].tone}>{t(KINDS[row.kind].words)}</Badge>
            </Td>
            <Td numeric>{formatCount(row.count, t.locale)}</Td>
            <Td>
              <Link className="link" href={targetHref(row.target)} scroll={false}>
                {row.target}
              </Link>
            </Td>
            <Td className="min-w-40 whitespace-normal">{row.reason}</Td>
            <Td>
              {row.kind === 'failover' || row.from === row.target ? '→ ' : `${row.from} → `}
              {row.to || t('the client, as an error')}
            </Td>
            <Td className="text-ink-soft" title={row.alternatives.join(', ')}>
              <Alternatives names={row.alternatives} />
            </Td>
            <Td>
              {row.requestId === null ? (
                <span className="text-ink-soft">{row.process}</span>
              ) : (
                <Link className="link" href={view.href(`/requests/${encodeURIComponent(row.requestId)}`)}>
                  {t('request')}
                </Link>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The first of them without its provider; all of them are in the title in full. */
function Alternatives({ names }: { names: readonly string[] }) {
  const t = useT();
  const [first, ...others] = names;
  if (first === undefined) return t('none');
  const short = first.slice(first.indexOf('/') + 1);
  return others.length === 0 ? short : `${short} +${others.length}`;
}
