import { formatCount } from '@/components/format/count';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { RequestDetail } from '@/lib/analytics/request-detail';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { sumUsd } from '@/lib/pricing/money';

const UNITS: Record<number, string> = {
  1: 'each',
  1_000: 'per 1 K',
  1_000_000: 'per 1 M',
  3_600: 'per hour',
};

/** Every line of the bill with the price row that it came from, and the sum beside what is on the books. */
export function LineItems({ request }: { request: RequestDetail }) {
  const lines = request.attempts.flatMap((one) =>
    one.lineItems.map((line) => ({ attempt: one.attempt, ...line })),
  );
  const unpriced = request.attempts.flatMap((one) => one.unpricedMeters);
  const total = sumUsd(lines.map((line) => line.amountUsd));
  return (
    <Card>
      <CardHeader>
        <CardTitle>Line items</CardTitle>
        <CardNote>prices as they were when the request came</CardNote>
      </CardHeader>
      <CardBody>
        {lines.length === 0 ? (
          <p className="text-ink-soft">No line: nothing was billed, or nothing is known of it.</p>
        ) : (
          <Table label="Line items">
            <thead>
              <tr>
                <Th>Attempt</Th>
                <Th>Meter</Th>
                <Th numeric>Quantity</Th>
                <Th numeric>Rate, USD</Th>
                <Th>Price row</Th>
                <Th numeric>Amount, exact</Th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={`${line.attempt} ${line.meter} ${line.priceId}`}>
                  <Td>{line.attempt}</Td>
                  <Td>{line.meter}</Td>
                  <Td numeric>{formatCount(line.quantity)}</Td>
                  <Td numeric>
                    {line.rate} {UNITS[line.per] ?? `per ${line.per}`}
                  </Td>
                  <Td className="font-mono text-xs">{line.priceId}</Td>
                  <Td numeric>{formatExactUsd(line.amountUsd)}</Td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="font-semibold">
                <Td colSpan={5}>
                  Sum
                  {request.billedUsd === total && (
                    <span className="ml-2 font-normal text-good">equals what was billed ✓</span>
                  )}
                </Td>
                <Td numeric data-exact={total}>
                  {formatExactUsd(total)}
                </Td>
              </tr>
            </tfoot>
          </Table>
        )}
        {unpriced.length > 0 && (
          <p className="pt-2 text-sm text-warn">Without a price: {[...new Set(unpriced)].join(', ')}.</p>
        )}
      </CardBody>
    </Card>
  );
}
