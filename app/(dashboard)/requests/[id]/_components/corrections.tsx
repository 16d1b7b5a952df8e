import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { CostCorrection, RequestDetail } from '@/lib/analytics/request-detail';
import { formatExactUsd } from '@/lib/pricing/format-usd';

const orNone = (amount: string | null) => (amount === null ? 'no price' : formatExactUsd(amount));

function Row({ correction, zone }: { correction: CostCorrection; zone: string }) {
  const { kind, note, lineItems, runId } = correction;
  return (
    <tr>
      <Td>{formatInstant(correction.at, zone)}</Td>
      <Td>{correction.attempt}</Td>
      <Td>
        {kind === 'undo' ? 'undone' : 're-rated'} by {correction.author}
        <div className="font-mono text-xs text-ink-soft">{runId}</div>
        {note !== '' && <div className="max-w-80 text-xs whitespace-normal text-ink-soft">{note}</div>}
      </Td>
      <Td numeric>{orNone(correction.fromUsd)}</Td>
      <Td numeric>{orNone(correction.toUsd)}</Td>
      <Td numeric>{formatExactUsd(correction.deltaUsd)}</Td>
      <Td className="font-mono text-xs">
        {lineItems.length === 0
          ? '–'
          : lineItems.map(({ meter, priceId, amountUsd }) => (
              <div key={meter}>
                {meter} {formatExactUsd(amountUsd)} by {priceId}
              </div>
            ))}
      </Td>
    </tr>
  );
}

/** What re-rating made of the cost, run by run. The line items above stay as they were billed. */
export function Corrections({ request, zone }: { request: RequestDetail; zone: string }) {
  const { corrections, costUsd } = request;
  if (corrections.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Corrections</CardTitle>
        <CardNote>booked beside what was billed; totals count them</CardNote>
      </CardHeader>
      <CardBody>
        <Table label="Corrections">
          <thead>
            <tr>
              <Th>When ({zone})</Th>
              <Th>Attempt</Th>
              <Th>Run</Th>
              <Th numeric>From</Th>
              <Th numeric>To</Th>
              <Th numeric>Change</Th>
              <Th>By these prices</Th>
            </tr>
          </thead>
          <tbody>
            {corrections.map((one) => (
              <Row key={`${one.runId} ${one.attempt}`} correction={one} zone={zone} />
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <Td colSpan={5}>Cost now</Td>
              <Td numeric data-exact={costUsd ?? ''}>
                {orNone(costUsd)}
              </Td>
              <Td />
            </tr>
          </tfoot>
        </Table>
      </CardBody>
    </Card>
  );
}
