import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { CostCorrection, RequestDetail } from '@/lib/analytics/requests/request-detail';
import type { T } from '@/lib/i18n/t';
import { formatExactUsd } from '@/lib/pricing/format-usd';

const orNone = (t: T, amount: string | null) =>
  amount === null ? t('no price') : formatExactUsd(amount, t.locale);

function Row({ correction, zone }: { correction: CostCorrection; zone: string }) {
  const t = useT();
  const { kind, note, lineItems, runId } = correction;
  return (
    <tr>
      <Td>{formatInstant(correction.at, zone, t.locale)}</Td>
      <Td>{correction.attempt}</Td>
      <Td>
        {kind === 'undo' ? t('undone') : t('re-rated')} {t('by {author}', { author: correction.author })}
        <div className="font-mono text-xs text-ink-soft">{runId}</div>
        {note !== '' && <div className="max-w-80 text-xs whitespace-normal text-ink-soft">{note}</div>}
      </Td>
      <Td numeric>{orNone(t, correction.fromUsd)}</Td>
      <Td numeric>{orNone(t, correction.toUsd)}</Td>
      <Td numeric>{formatExactUsd(correction.deltaUsd, t.locale)}</Td>
      <Td className="font-mono text-xs">
        {lineItems.length === 0
          ? '–'
          : lineItems.map(({ meter, priceId, amountUsd }) => (
              <div key={meter}>
                {t('{meter} {amountUsd} by {priceId}', {
                  meter,
                  amountUsd: formatExactUsd(amountUsd, t.locale),
                  priceId,
                })}
              </div>
            ))}
      </Td>
    </tr>
  );
}

/** What re-rating made of the cost, run by run. The line items above stay as they were billed. */
export function Corrections({ request, zone }: { request: RequestDetail; zone: string }) {
  const t = useT();
  const { corrections, costUsd } = request;
  if (corrections.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Corrections')}</CardTitle>
        <CardNote>{t('booked beside what was billed; totals count them')}</CardNote>
      </CardHeader>
      <CardBody>
        <Table label={t('Corrections')}>
          <thead>
            <tr>
              <Th>{t('When ({zone})', { zone })}</Th>
              <Th>{t('Attempt')}</Th>
              <Th>{t('Run')}</Th>
              <Th numeric>{t('From')}</Th>
              <Th numeric>{t('To')}</Th>
              <Th numeric>{t('Change')}</Th>
              <Th>{t('By these prices')}</Th>
            </tr>
          </thead>
          <tbody>
            {corrections.map((one) => (
              <Row key={`${one.runId} ${one.attempt}`} correction={one} zone={zone} />
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <Td colSpan={5}>{t('Cost now')}</Td>
              <Td numeric data-exact={costUsd ?? ''}>
                {orNone(t, costUsd)}
              </Td>
              <Td />
            </tr>
          </tfoot>
        </Table>
      </CardBody>
    </Card>
  );
}
