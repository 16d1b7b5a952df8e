import Link from 'next/link';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import { REST_STYLE, seriesStyle } from '@/components/charts/series-style';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatShortInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { RequestRow } from '@/lib/analytics/list-requests';
import type { PageView } from '../../page-view';
import { CostText } from './cost-text';
import { OutcomeBadge } from './outcome-badge';

function Model({ row }: { row: RequestRow }) {
  return (
    <span className="flex items-center gap-2">
      <SeriesSwatch style={row.model === '' ? REST_STYLE : seriesStyle(row.model)} />
      <span>{row.model === '' ? '–' : row.model}</span>
      {row.requestedModel !== row.model && (
        <span className="text-ink-soft">asked for {row.requestedModel || 'nothing'}</span>
      )}
    </span>
  );
}

export function RequestTable({ view, rows }: { view: PageView; rows: RequestRow[] }) {
  return (
    <Table label="Requests">
      <thead>
        <tr>
          <Th>Time ({view.range.zone})</Th>
          <Th>Model</Th>
          <Th>Outcome</Th>
          <Th>Task</Th>
          <Th>Key</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>Tokens in</Th>
          <Th numeric>out</Th>
          <Th numeric>Latency</Th>
          <Th numeric>Cost</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-sunken">
            <Td>
              <Link
                href={view.href(`/requests/${encodeURIComponent(row.id)}`)}
                className="underline decoration-line-strong underline-offset-2 hover:text-brand"
                title={row.id}
              >
                {formatShortInstant(row.startedAt, view.range.zone)}
              </Link>
            </Td>
            <Td>
              <Model row={row} />
            </Td>
            <Td>
              <OutcomeBadge outcome={row.outcome} status={row.status} />
            </Td>
            <Td className="text-ink-soft">{row.task || '–'}</Td>
            <Td className="text-ink-soft">{row.keyId}</Td>
            <Td numeric>{row.attemptCount}</Td>
            <Td numeric>{formatCount(row.inputTokens)}</Td>
            <Td numeric>{formatCount(row.outputTokens)}</Td>
            <Td numeric>{formatDuration(row.latencyMs)}</Td>
            <Td numeric>
              <CostText costUsd={row.costUsd} state={row.costState} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
