import Link from 'next/link';
import { useT } from '#i18n';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatShortInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { RequestRow } from '@/lib/analytics/requests/list-requests';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';
import { CostText } from './cost-text';
import { OutcomeBadge } from './outcome-badge';
import { sayWord } from '@/lib/i18n/say-word';

type SeriesOf = (model: string) => ChartSeries;

/** Who served, and before it what was asked for when that is another name. */
function Model({ row, seriesOf }: { row: RequestRow; seriesOf: SeriesOf }) {
  const t = useT();
  const series = seriesOf(row.model);
  return (
    <span className="flex items-center gap-2">
      <SeriesSwatch style={series.style} />
      {row.requestedModel !== row.model && (
        <span className="text-ink-soft">{row.requestedModel || t('nothing')} →</span>
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
  const t = useT();
  return (
    <tr className="hover:bg-sunken">
      <Td>
        <Link href={href} className="link" title={row.id}>
          {formatShortInstant(row.startedAt, zone, t.locale)}
        </Link>
      </Td>
      <Td>
        <Model row={row} seriesOf={seriesOf} />
      </Td>
      <Td>
        <OutcomeBadge outcome={row.outcome} status={row.status} inList />
      </Td>
      <Td numeric>
        <CostText costUsd={row.costUsd} state={row.costState} billedUsd={row.billedUsd} />
      </Td>
      <Td numeric>{formatDuration(row.latencyMs, t.locale)}</Td>
      <Td numeric>{formatCount(row.inputTokens, t.locale)}</Td>
      <Td numeric>{formatCount(row.outputTokens, t.locale)}</Td>
      <Td numeric>{row.attemptCount}</Td>
      <Td className="text-ink-soft">{sayWord(t, row.task.replaceAll('_', ' ')) || '–'}</Td>
      <Td className="text-ink-soft">{row.keyId}</Td>
    </tr>
  );
}

const NUMERIC_HEADS = [msg('Cost'), msg('Latency'), msg('Tokens in'), msg('out'), msg('Attempts')] as const;

export function RequestTable({
  view,
  rows,
  seriesOf,
}: {
  view: PageView;
  rows: RequestRow[];
  seriesOf: SeriesOf;
}) {
  const t = useT();
  const { zone } = view.range;
  return (
    <Table label={t('Requests')}>
      <thead>
        <tr>
          <Th>{t('Time ({zone})', { zone })}</Th>
          <Th>{t('Model')}</Th>
          <Th>{t('Outcome')}</Th>
          {NUMERIC_HEADS.map((head) => (
            <Th key={head} numeric>
              {t(head)}
            </Th>
          ))}
          <Th>{t('Task')}</Th>
          <Th>{t('Key')}</Th>
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
