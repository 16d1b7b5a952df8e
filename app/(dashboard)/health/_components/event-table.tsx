import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { EventKind } from '@/lib/health/event';
import type { EventRow } from '@/lib/health/schemas';
import type { PageView } from '../../page-view';

const KINDS: Record<EventKind, { tone: BadgeTone; words: string }> = {
  failover: { tone: 'warn', words: 'failover' },
  gave_up: { tone: 'bad', words: 'gave up' },
  breaker: { tone: 'neutral', words: 'breaker' },
  cooled: { tone: 'warn', words: 'left alone' },
};

const LINK = 'underline decoration-line-strong underline-offset-2 hover:text-brand';

interface EventTableProps {
  rows: readonly EventRow[];
  view: PageView;
  targetHref: (target: string) => string;
}

export function EventTable({ rows, view, targetHref }: EventTableProps) {
  const { zone } = view.range;
  return (
    <Table label="Events of the failover log">
      <thead>
        <tr>
          <Th>Last ({zone})</Th>
          <Th>Event</Th>
          <Th numeric>Times</Th>
          <Th>Target</Th>
          <Th>Reason</Th>
          <Th>From → to</Th>
          <Th>Could serve instead</Th>
          <Th>Seen by</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-sunken">
            <Td title={`first ${formatShortInstant(row.firstAt, zone)}`}>
              {formatShortInstant(row.lastAt, zone)}
            </Td>
            <Td>
              <Badge tone={KINDS[row.kind].tone}>{KINDS[row.kind].words}</Badge>
            </Td>
            <Td numeric>{formatCount(row.count)}</Td>
            <Td>
              <Link className={LINK} href={targetHref(row.target)} scroll={false}>
                {row.target}
              </Link>
            </Td>
            <Td className="min-w-40 whitespace-normal">{row.reason}</Td>
            <Td>
              {row.kind === 'failover' ? '→ ' : `${row.from} → `}
              {row.to || 'the client, as an error'}
            </Td>
            <Td className="text-ink-soft" title={row.alternatives.join(', ')}>
              <Alternatives names={row.alternatives} />
            </Td>
            <Td>
              {row.requestId === null ? (
                <span className="text-ink-soft">{row.process}</span>
              ) : (
                <Link className={LINK} href={view.href(`/requests/${encodeURIComponent(row.requestId)}`)}>
                  request
                </Link>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const NAMES_SHOWN = 2;

/** The first of them, each on a line of its own; all are in the title. */
function Alternatives({ names }: { names: readonly string[] }) {
  if (names.length === 0) return 'none';
  return (
    <ul className="text-xs">
      {names.slice(0, NAMES_SHOWN).map((name) => (
        <li key={name}>{name}</li>
      ))}
      {names.length > NAMES_SHOWN && <li>and {names.length - NAMES_SHOWN} more</li>}
    </ul>
  );
}
