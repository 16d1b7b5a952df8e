import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { ReratingPreview } from '@/lib/rerating/schemas';

interface Figures {
  name: string;
  attempts: number;
  fromUsd: string;
  toUsd: string;
  deltaUsd: string;
}

function Usd({ amount }: { amount: string }) {
  return (
    <span title={formatExactUsd(amount)} data-exact={amount}>
      {formatAmountUsd(amount)}
    </span>
  );
}

function Group({ title, rows }: { title: string; rows: Figures[] }) {
  return (
    <Table label={`Change by ${title.toLowerCase()}`}>
      <thead>
        <tr>
          <Th>{title}</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>Billed</Th>
          <Th numeric>Re-rated</Th>
          <Th numeric>Change</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, attempts, fromUsd, toUsd, deltaUsd }) => (
          <tr key={name}>
            <Td>{name}</Td>
            <Td numeric>{formatCount(attempts)}</Td>
            <Td numeric>
              <Usd amount={fromUsd} />
            </Td>
            <Td numeric>
              <Usd amount={toUsd} />
            </Td>
            <Td numeric>
              <Usd amount={deltaUsd} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A re-rating before it is booked: in all, by day, model and key. */
export function ReratingFigures({ preview, isDraft }: { preview: ReratingPreview; isDraft: boolean }) {
  const { examined, attempts, stillUnpriced, wouldLose, deltaUsd, version } = preview;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        {formatCount(examined)} attempts looked at by the prices of version {version}
        {isDraft && ' and the draft'}: {formatCount(attempts)} would change, by{' '}
        <strong>
          <Usd amount={deltaUsd} />
        </strong>{' '}
        in all.
        {stillUnpriced > 0 && ` ${formatCount(stillUnpriced)} still have no price.`}
        {wouldLose > 0 && ` ${formatCount(wouldLose)} would have none and keep what they cost.`}
      </p>
      {attempts > 0 && (
        <>
          <Group
            title={`Day (${preview.zone})`}
            rows={preview.byDay.map((row) => ({ ...row, name: row.day }))}
          />
          <Group
            title="Model"
            rows={preview.byModel.map((row) => ({ ...row, name: `${row.provider} ${row.model}` }))}
          />
          <Group title="Key" rows={preview.byKey.map((row) => ({ ...row, name: row.keyId }))} />
        </>
      )}
    </div>
  );
}
