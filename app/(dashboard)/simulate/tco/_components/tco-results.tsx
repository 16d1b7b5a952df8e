import { useT } from '#i18n';
import { LineChart } from '@/components/charts/line-chart';
import { seriesStyle } from '@/components/charts/series-style';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import { breakEven } from '@/lib/planning/break-even';
import { totalCost, WAYS, type TcoResult, type Way } from '@/lib/planning/tco';
import type { Tco } from '@/lib/planning/tco-schemas';
import { tornado } from '@/lib/planning/tornado';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { BreakEvenWords } from './break-even-words';
import { TornadoTable } from './tornado-table';

const WAY_WORDS: Record<Way, string> = { own: msg('Own machines'), api: msg('API'), hybrid: msg('Hybrid') };
const PARTS = [
  ['gpu', msg('GPUs')],
  ['power', msg('Power')],
  ['infrastructure', msg('Infrastructure')],
  ['staff', msg('People')],
  ['risk', msg('Risk')],
] as const;

/** Own machines against an API against both: sums, course, break-even, and which assumption matters. */
export function TcoResults({ tco, start }: { tco: Tco; start: Date }) {
  const t = useT();
  const result = totalCost(tco);
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t('Over {months} months', { months: tco.months })}</CardTitle>
          <CardNote>{t('from the first month to the end of the last')}</CardNote>
        </CardHeader>
        <CardBody className="grid gap-6 lg:grid-cols-2">
          <Totals result={result} />
          <Parts result={result} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('Spent by then')}</CardTitle>
          <CardNote>{t('the sum from the first month on')}</CardNote>
        </CardHeader>
        <CardBody>
          <LineChart subject={t('Spent by then')} data={course(t, result, start)} />
        </CardBody>
      </Card>
      <BreakEvenWords tco={tco} even={breakEven(tco)} after={result.evenAfterMonths} />
      <TornadoTable swings={tornado(tco)} />
    </>
  );
}

function Totals({ result: { totalUsd } }: { result: TcoResult }) {
  const t = useT();
  return (
    <Table label={t('Total cost')}>
      <thead>
        <tr>
          <Th>{t('Way')}</Th>
          <Th numeric>{t('In all')}</Th>
        </tr>
      </thead>
      <tbody>
        {WAYS.map((way) => (
          <tr key={way}>
            <Td>{t(WAY_WORDS[way])}</Td>
            <Td numeric title={formatExactUsd(totalUsd[way], t.locale)} data-exact={totalUsd[way]}>
              {formatTotalUsd(totalUsd[way], t.locale)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Parts({ result: { parts, totalUsd, months } }: { result: TcoResult }) {
  const t = useT();
  const most = months.reduce((all, { gpus }) => (gpus > all ? gpus : all), 0n);
  return (
    <Table label={t('Own machines by part')}>
      <thead>
        <tr>
          <Th>
            {t('Own machines,')} {most === 1n ? t('one GPU') : t('up to {most} GPUs', { most: String(most) })}
          </Th>
          <Th numeric>{t('In all')}</Th>
        </tr>
      </thead>
      <tbody>
        {PARTS.map(([part, words]) => (
          <tr key={part}>
            <Td>{t(words)}</Td>
            <Td numeric>{formatTotalUsd(parts[part], t.locale)}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td>{t('Together')}</Td>
          <Td numeric>{formatTotalUsd(totalUsd.own, t.locale)}</Td>
        </tr>
      </tfoot>
    </Table>
  );
}

/** Months from the present one on, as the chart draws them. */
function course(t: T, { months }: TcoResult, start: Date) {
  const monthAt = (index: number) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index, 1)).toISOString();
  return {
    series: WAYS.map((way) => ({ key: way, label: t(WAY_WORDS[way]), style: seriesStyle(WAY_WORDS[way]) })),
    points: months.map(({ sumUsd }, index) => ({
      start: monthAt(index),
      end: monthAt(index + 1),
      values: { own: Number(sumUsd.own), api: Number(sumUsd.api), hybrid: Number(sumUsd.hybrid) },
    })),
    ...{ measure: 'usd' as const, unit: 'month', zone: 'UTC', unfinished: false },
  };
}
