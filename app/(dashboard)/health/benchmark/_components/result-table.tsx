import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { Table, Td, Th } from '@/components/ui/table';
import { msg } from '@/lib/i18n/msg';
import type { BenchmarkResult } from '@/lib/latency/schemas';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { WAY_WORDS } from './state-words';

const TIMES = [
  { field: 'meanMs', label: msg('Mean') },
  { field: 'p50Ms', label: 'p50' },
  { field: 'p95Ms', label: 'p95' },
  { field: 'p99Ms', label: 'p99' },
  { field: 'firstP50Ms', label: msg('First token p50') },
  { field: 'firstP95Ms', label: msg('First token p95') },
] as const;

/** What came of each model by each way. */
export function ResultTable({ results }: { results: readonly BenchmarkResult[] }) {
  const t = useT();
  if (results.length === 0) return <p className="text-sm text-ink-soft">{t('Nothing was measured yet.')}</p>;
  return (
    <Table label={t('Results')}>
      <thead>
        <tr>
          <Th>{t('Model')}</Th>
          <Th>{t('Way')}</Th>
          <Th numeric>{t('Requests')}</Th>
          <Th numeric>{t('Errors')}</Th>
          {TIMES.map(({ field, label }) => (
            <Th key={field} numeric>
              {t(label)}
            </Th>
          ))}
          <Th numeric>{t('Tokens/s')}</Th>
          <Th numeric>{t('Cost')}</Th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => (
          <tr key={`${result.provider}/${result.model} ${result.way}`}>
            <Td>
              {result.provider}/{result.model}
            </Td>
            <Td>{t(WAY_WORDS[result.way])}</Td>
            <Td numeric>{formatCount(result.requests, t.locale)}</Td>
            <Td numeric title={result.commonError ?? undefined}>
              {formatCount(result.errors, t.locale)}
              {result.commonError !== null && ` (${result.commonError})`}
            </Td>
            {TIMES.map(({ field }) => {
              const ms = result[field];
              return (
                <Td key={field} numeric>
                  {ms === null ? '–' : formatDuration(ms, t.locale)}
                </Td>
              );
            })}
            <Td numeric>
              {result.tokensPerSecond === null
                ? '–'
                : formatCount(Math.round(result.tokensPerSecond), t.locale)}
            </Td>
            <Td numeric title={formatExactUsd(result.costUsd, t.locale)}>
              {formatAmountUsd(result.costUsd, t.locale)}
              {result.uncosted > 0 && t(', and {uncosted} of unknown cost', { uncosted: result.uncosted })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
