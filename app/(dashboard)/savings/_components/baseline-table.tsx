import { useT } from '#i18n';
import { Term } from '@/components/layout/term';
import { Table, Td, Th } from '@/components/ui/table';
import type { BaselineReport, SavingsReport } from '@/lib/analytics/savings/compare-baselines';
import { msg } from '@/lib/i18n/msg';
import { localDecimal } from '@/lib/i18n/number-marks';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { subtractUsd } from '@/lib/pricing/money';
import { UsdCell } from './usd-cell';

/** Heads of figures, with what they mean where that is not plain. */
const HEADS: readonly (readonly [head: string, means?: string])[] = [
  [msg('On it')],
  [
    msg('With its cache'),
    msg('The same if that model had read from its own prompt cache what was read from one.'),
  ],
  [msg('Difference')],
  [msg('of it')],
  [
    msg('Difference, from … to'),
    msg(
      'Vendors cut text into tokens in their own ways: the same text may be up to 30 % more or fewer elsewhere.',
    ),
  ],
];
const ENDS = { strong: msg('all strong'), cheap: msg('all cheap') } as const;

function Row({ baseline, actualUsd }: { baseline: BaselineReport; actualUsd: string }) {
  const t = useT();
  const { model, end, isBest, result } = baseline;
  const notes = [...(end === undefined ? [] : [t(ENDS[end])]), ...(isBest ? [t('judged best')] : [])];
  const name = (
    <Td>
      {model} {notes.length > 0 && <span className="text-xs text-ink-soft">({notes.join(', ')})</span>}
    </Td>
  );
  if (result.state === 'unpriced')
    return (
      <tr>
        {name}
        <Td colSpan={HEADS.length} className="text-warn">
          {t('unpriced: no price for {unpricedMeters}', { unpricedMeters: result.unpricedMeters.join(', ') })}
        </Td>
      </tr>
    );
  const { lowUsd, highUsd } = result.range;
  const [from, to] = [lowUsd, highUsd].map((usd) => formatAmountUsd(subtractUsd(usd, actualUsd), t.locale));
  return (
    <tr>
      {name}
      <UsdCell usd={result.baselineUsd} />
      <UsdCell usd={result.withCacheUsd} />
      <UsdCell usd={result.differenceUsd} signed />
      <Td numeric>{result.percent === undefined ? '–' : `${localDecimal(result.percent, t.locale)} %`}</Td>
      <Td numeric className="text-ink-soft">
        {from === to ? t('exact') : `${from} … ${to}`}
      </Td>
    </tr>
  );
}

/** One row for each model, and what was spent. */
export function BaselineTable({ report }: { report: SavingsReport }) {
  const t = useT();
  return (
    <Table label={t('Spent, and on one model for everything')}>
      <thead>
        <tr>
          <Th>{t('Everything on')}</Th>
          {HEADS.map(([head, means]) => (
            <Th key={head} numeric>
              {means === undefined ? t(head) : <Term means={t(means)}>{t(head)}</Term>}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.baselines.map((baseline) => (
          <Row key={baseline.model} baseline={baseline} actualUsd={report.actualUsd} />
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td>{t('Spent')}</Td>
          <UsdCell usd={report.actualUsd} />
          <Td colSpan={HEADS.length - 1} />
        </tr>
      </tfoot>
    </Table>
  );
}
