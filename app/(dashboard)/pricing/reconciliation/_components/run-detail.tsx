import { formatCount } from '@/components/format/count';
import { Alert } from '@/components/ui/alert';
import { Table, Td, Th } from '@/components/ui/table';
import { getReconciliation } from '@/lib/reconciliation/list-runs';
import type { StoredResult } from '@/lib/reconciliation/stored-result';
import type { Viewer } from '@/lib/users/viewer';
import { DaySums } from './day-sums';
import { ExactUsd } from './exact-usd';
import { Findings } from './findings';

const BASES: Record<StoredResult['bases'][number]['basis'], string> = {
  reported: 'reported by the provider',
  estimated: 'estimated here',
  orphan: 'estimated, its process died',
  unknown: 'nothing is known',
};

function Verdict({ result }: { result: StoredResult }) {
  const { agrees, counts, elsewhere } = result;
  const found = [
    `${formatCount(counts.matched)} matched`,
    `${formatCount(counts.missing)} billed and not on the books`,
    `${formatCount(counts.differing)} differ`,
    `${formatCount(counts.unbilled)} on the books and not billed`,
    counts.repeated > 0 ? `${formatCount(counts.repeated)} listed twice` : '',
    counts.offDays > 0 ? `${formatCount(counts.offDays)} invoice lines off by more than the error bar` : '',
    elsewhere > 0 ? `${formatCount(elsewhere)} of another workspace, set aside` : '',
  ].filter((part) => part !== '');
  return (
    <Alert tone={agrees ? 'neutral' : 'bad'} role="status">
      <p className="font-medium">
        {agrees ? 'The books agree with the provider.' : 'The books disagree with the provider.'}
      </p>
      <p>{found.join(', ')}.</p>
      <p>
        Billed <ExactUsd amount={result.billedUsd} />, booked <ExactUsd amount={result.bookedUsd} />: a
        difference of <ExactUsd amount={result.deltaUsd} />. Of what is booked,{' '}
        <ExactUsd amount={result.uncertainUsd} /> are estimates: the error bar.
      </p>
    </Alert>
  );
}

function Bases({ rows }: { rows: StoredResult['bases'] }) {
  return (
    <Table label="By what the cost rests on">
      <thead>
        <tr>
          <Th>The cost was</Th>
          <Th numeric>Matched</Th>
          <Th numeric>Equal to the last digit</Th>
          <Th numeric>Billed</Th>
          <Th numeric>Booked</Th>
          <Th numeric>Not billed</Th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ matched, unbilled }) => matched + unbilled > 0)
          .map((row) => (
            <tr key={row.basis}>
              <Td>{BASES[row.basis]}</Td>
              <Td numeric>{formatCount(row.matched)}</Td>
              <Td numeric>{formatCount(row.equal)}</Td>
              <Td numeric>
                <ExactUsd amount={row.billedUsd} />
              </Td>
              <Td numeric>
                <ExactUsd amount={row.bookedUsd} />
              </Td>
              <Td numeric>{formatCount(row.unbilled)}</Td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}

/** What one comparison found, in all, by basis, by day and model, and entry by entry. */
export async function RunDetail({ viewer, id }: { viewer: Viewer; id: string }) {
  const { result } = await getReconciliation(viewer, id);
  return (
    <div className="flex flex-col gap-4">
      <Verdict result={result} />
      <Bases rows={result.bases} />
      <DaySums rows={result.days} />
      <Findings result={result} />
    </div>
  );
}
