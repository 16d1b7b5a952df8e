import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { listReratings } from '@/lib/rerating/list-runs';
import type { PageView } from '../../../page-view';
import { UndoRun } from './undo-run';

/** Re-ratings that were booked, and what undid them. */
export async function RunList({ view, mayUndo }: { view: PageView; mayUndo: boolean }) {
  const t = await getT();
  const runs = await orNothing(listReratings(view.viewer, view.workspace.id));
  if (runs === undefined)
    return (
      <p className="text-sm text-ink-soft">
        {t('You see some teams only, and these sums are of the whole workspace.')}
      </p>
    );
  if (runs.length === 0) return <p className="text-sm text-ink-soft">{t('Nothing was re-rated yet.')}</p>;
  const { zone } = view.range;
  return (
    <Table label={t('Re-ratings')}>
      <thead>
        <tr>
          <Th>{t('When ({zone})', { zone })}</Th>
          <Th>{t('What')}</Th>
          <Th>{t('Requests of')}</Th>
          <Th numeric>{t('Attempts')}</Th>
          <Th numeric>{t('Change')}</Th>
          <Th>{t('By')}</Th>
          <Th>{t('Undo')}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <Td>{formatInstant(run.createdAt, zone, t.locale)}</Td>
            <Td>
              {run.kind === 'undo'
                ? t('undo')
                : t('prices of version {configVersion}', { configVersion: run.configVersion })}
            </Td>
            <Td>
              {formatInstant(run.from, zone, t.locale)} – {formatInstant(run.to, zone, t.locale)}
            </Td>
            <Td numeric>{formatCount(run.attempts, t.locale)}</Td>
            <Td numeric title={formatExactUsd(run.deltaUsd, t.locale)} data-exact={run.deltaUsd}>
              {formatAmountUsd(run.deltaUsd, t.locale)}
            </Td>
            <Td>{run.author}</Td>
            <Td>
              {run.kind === 'rerate' && run.undoneBy === null && mayUndo ? (
                <UndoRun id={run.id} />
              ) : run.undoneBy === null ? (
                '–'
              ) : (
                t('undone')
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
