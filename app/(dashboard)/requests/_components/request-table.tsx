import Link from 'next/link';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatShortInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { RequestRow } from '@/lib/analytics/list-requests';
import type { PageView } from '../../page-view';
import { CostText } from './cost-text';
import { OutcomeBadge } from './outcome-badge';

type SeriesOf = (model: string) => ChartSeries;

/** Who served, and before it what was asked for when that is another name. */
function Model({ row, seriesOf }: { row: RequestRow; seriesOf: SeriesOf }) {
  const series = seriesOf(row.model);
  return (
    <span className="flex items-center gap-2">
      <SeriesSwatch style={series.style} />
      {row.requestedModel !== row.model && (
        <span className="text-ink-soft">{row.requestedModel || 'nothing'} →</span>
      )}
      <span>{series.label}</span>
    </span>
  );
}

interface RowProps {
  row: RequestRow;
  zone: string;
  href: string;
  seriesOf: SeriesOf;
}

function Row({ row, zone, href, seriesOf }: RowProps) {
  return (
    <tr className="hover:bg-sunken">
      <Td>
        <Link
          href={href}
          className="underline decoration-line-strong underline-offset-2 hover:text-brand"
          title={row.id}
        >
          {formatShortInstant(row.startedAt, zone)}
        </Link>
      </Td>
      <Td>
        <Model row={row} seriesOf={seriesOf} />
      </Td>
      <Td>
        <OutcomeBadge outcome={row.outcome} status={row.status} />
      </Td>
      <Td numeric>
        <CostText costUsd={row.costUsd} state={row.costState} billedUsd={row.billedUsd} />
      </Td>
      <Td numeric>{formatDuration(row.latencyMs)}</Td>
      <Td numeric>{formatCount(row.inputTokens)}</Td>
      <Td numeric>{formatCount(row.outputTokens)}</Td>
      <Td numeric>{row.attemptCount}</Td>
      <Td className="text-ink-soft">{row.task.replaceAll('_', ' ') || '–'}</Td>
      <Td className="text-ink-soft">{row.keyId}</Td>
    </tr>
  );
}

const NUMERIC_HEADS = ['Cost', 'Latency', 'Tokens in', 'out', 'Attempts'] as const;

export function RequestTable({
  view,
  rows,
  seriesOf,
}: {
  view: PageView;
  rows: RequestRow[];
  seriesOf: SeriesOf;
}) {
  const { zone } = view.range;
  return (
    <Table label="Requests">
      <thead>
        <tr>
          <Th>Time ({zone})</Th>
          <Th>Model</Th>
          <Th>Outcome</Th>
          {NUMERIC_HEADS.map((head) => (
            <Th key={head} numeric>
              {head}
            </Th>
          ))}
          <Th>Task</Th>
          <Th>Key</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            zone={zone}
            href={view.href(`/requests/${encodeURIComponent(row.id)}`)}
            seriesOf={seriesOf}
          />
        ))}
      </tbody>
    </Table>
  );
}
