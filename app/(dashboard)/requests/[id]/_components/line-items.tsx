import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { MeterTerm } from '../../../_components/meter-term';
import { Table, Td, Th } from '@/components/ui/table';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { sumUsd } from '@/lib/pricing/money';

const UNITS: Record<number, string> = {
  1: msg('each'),
  1_000: msg('per 1 K'),
  1_000_000: msg('per 1 M'),
  3_600: msg('per hour'),
};

function perWords(t: T, per: number): string {
  const known = UNITS[per];
  return known === undefined ? t('per {per}', { per }) : t(known);
}

/** Every line of the bill with the price row that it came from, and the sum beside what is on the books. */
export function LineItems({ request }: { request: RequestDetail }) {
  const t = useT();
  const lines = request.attempts.flatMap((one) =>
    one.lineItems.map((line) => ({ attempt: one.attempt, ...line })),
  );
  const unpriced = request.attempts.flatMap((one) => one.unpricedMeters);
  const total = sumUsd(lines.map((line) => line.amountUsd));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Line items')}</CardTitle>
        <CardNote>{t('prices as they were when the request came')}</CardNote>
      </CardHeader>
      <CardBody>
        {lines.length === 0 ? (
          <p className="text-ink-soft">{t('No line: nothing was billed, or nothing is known of it.')}</p>
        ) : (
          <Table label={t('Line items')}>
            <thead>
              <tr>
                <Th>{t('Attempt')}</Th>
                <Th>
                  <MeterTerm />
                </Th>
                <Th numeric>{t('Quantity')}</Th>
                <Th numeric>{t('Rate, USD')}</Th>
                <Th>{t('Price row')}</Th>
                <Th numeric>{t('Amount, exact')}</Th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={`${line.attempt} ${line.meter} ${line.priceId}`}>
                  <Td>{line.attempt}</Td>
                  <Td>{line.meter}</Td>
                  <Td numeric>{formatCount(line.quantity, t.locale)}</Td>
                  <Td numeric>
                    {line.rate} {perWords(t, line.per)}
                  </Td>
                  <Td className="font-mono text-xs">{line.priceId}</Td>
                  <Td numeric>{formatExactUsd(line.amountUsd, t.locale)}</Td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="font-semibold">
                <Td colSpan={5}>
                  {t('Sum')}
                  {request.billedUsd === total && (
                    <span className="ml-2 font-normal text-good">{t('equals what was billed ✓')}</span>
                  )}
                </Td>
                <Td numeric data-exact={total}>
                  {formatExactUsd(total, t.locale)}
                </Td>
              </tr>
            </tfoot>
          </Table>
        )}
        {unpriced.length > 0 && (
          <p className="pt-2 text-sm text-warn">
            {t('Without a price: {value}.', { value: [...new Set(unpriced)].join(', ') })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
