import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';
import { formatCount } from '@/components/format/count';
import { Alert } from '@/components/ui/alert';
import { Table, Td, Th } from '@/components/ui/table';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { getReconciliation } from '@/lib/reconciliation/list-runs';
import type { StoredResult } from '@/lib/reconciliation/stored-result';
import type { Viewer } from '@/lib/users/viewer';
import { DaySums } from './day-sums';
import { ExactUsd } from './exact-usd';
import { Findings } from './findings';

const BASES: Record<StoredResult['bases'][number]['basis'], string> = {
  reported: msg('reported by the provider'),
  estimated: msg('estimated here'),
  orphan: msg('estimated, its process died'),
  unknown: msg('nothing is known'),
};

function Verdict({ result }: { result: StoredResult }) {
  const t = useT();
  const { agrees, counts, elsewhere } = result;
  const found = [
    t('{matched} matched', { matched: formatCount(counts.matched, t.locale) }),
    t('{missing} billed and not on the books', { missing: formatCount(counts.missing, t.locale) }),
    t('{differing} differ', { differing: formatCount(counts.differing, t.locale) }),
    t('{unbilled} on the books and not billed', { unbilled: formatCount(counts.unbilled, t.locale) }),
    counts.repeated > 0
      ? t('{repeated} listed twice', { repeated: formatCount(counts.repeated, t.locale) })
      : '',
    counts.offDays > 0
      ? t('{offDays} invoice lines off by more than the error bar', {
          offDays: formatCount(counts.offDays, t.locale),
        })
      : '',
    elsewhere > 0
      ? t('{elsewhere} of another workspace, set aside', { elsewhere: formatCount(elsewhere, t.locale) })
      : '',
  ].filter((part) => part !== '');
  return (
    <Alert tone={agrees ? 'neutral' : 'bad'} role="status">
      <p className="font-medium">
        {agrees ? t('The books agree with the provider.') : t('The books disagree with the provider.')}
      </p>
      <p>{found.join(', ')}.</p>
      <p>
        {t.rich(
          'Billed {billed}, booked {booked}: a difference of {delta}. Of what is booked, {uncertain} are estimates: the error bar.',
          {
            billed: <ExactUsd amount={result.billedUsd} />,
            booked: <ExactUsd amount={result.bookedUsd} />,
            delta: <ExactUsd amount={result.deltaUsd} />,
            uncertain: <ExactUsd amount={result.uncertainUsd} />,
          },
        )}
      </p>
    </Alert>
  );
}

function Bases({ rows }: { rows: StoredResult['bases'] }) {
  const t = useT();
  return (
    <Table label={t('By what the cost rests on')}>
      <thead>
        <tr>
          <Th>{t('The cost was')}</Th>
          <Th numeric>{t('Matched')}</Th>
          <Th numeric>{t('Equal to the last digit')}</Th>
          <Th numeric>{t('Billed')}</Th>
          <Th numeric>{t('Booked')}</Th>
          <Th numeric>{t('Not billed')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ matched, unbilled }) => matched + unbilled > 0)
          .map((row) => (
            <tr key={row.basis}>
              <Td>{t(BASES[row.basis])}</Td>
              <Td numeric>{formatCount(row.matched, t.locale)}</Td>
              <Td numeric>{formatCount(row.equal, t.locale)}</Td>
              <Td numeric>
                <ExactUsd amount={row.billedUsd} />
              </Td>
              <Td numeric>
                <ExactUsd amount={row.bookedUsd} />
              </Td>
              <Td numeric>{formatCount(row.unbilled, t.locale)}</Td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}

/** What one comparison found, in all, by basis, by day and model, and entry by entry. */
export async function RunDetail({ viewer, id }: { viewer: Viewer; id: string }) {
  const t = await getT();
  const run = await orNothing(getReconciliation(viewer, id));
  if (run === undefined)
    return <Empty title={t('There is no such reconciliation.')}>{t('Choose one below.')}</Empty>;
  const { result } = run;
  return (
    <div className="flex flex-col gap-4">
      <Verdict result={result} />
      <Bases rows={result.bases} />
      <DaySums rows={result.days} />
      <Findings result={result} />
    </div>
  );
}
