import { useT } from '#i18n';
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
  const t = useT();
  return (
    <span title={formatExactUsd(amount, t.locale)} data-exact={amount}>
      {formatAmountUsd(amount, t.locale)}
    </span>
  );
}

function Group({ title, rows }: { title: string; rows: Figures[] }) {
  const t = useT();
  return (
    <Table label={t('Change by {title}', { title: title.toLowerCase() })}>
      <thead>
        <tr>
          <Th>{title}</Th>
          <Th numeric>{t('Attempts')}</Th>
          <Th numeric>{t('Billed')}</Th>
          <Th numeric>{t('Re-rated')}</Th>
          <Th numeric>{t('Change')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, attempts, fromUsd, toUsd, deltaUsd }) => (
          <tr key={name}>
            <Td>{name}</Td>
            <Td numeric>{formatCount(attempts, t.locale)}</Td>
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
  const t = useT();
  const { examined, attempts, stillUnpriced, wouldLose, deltaUsd, version } = preview;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        {t.rich(
          isDraft
            ? '{examined} attempts looked at by the prices of version {version} and the draft: {attempts} would change, by <strong>{delta}</strong> in all.'
            : '{examined} attempts looked at by the prices of version {version}: {attempts} would change, by <strong>{delta}</strong> in all.',
          {
            examined,
            version,
            attempts,
            delta: <Usd amount={deltaUsd} />,
            strong: (words) => <strong>{words}</strong>,
          },
        )}
        {stillUnpriced > 0 &&
          t(' {stillUnpriced} still have no price.', { stillUnpriced: formatCount(stillUnpriced, t.locale) })}
        {wouldLose > 0 &&
          t(' {wouldLose} would have none and keep what they cost.', {
            wouldLose: formatCount(wouldLose, t.locale),
          })}
      </p>
      {attempts > 0 && (
        <>
          <Group
            title={t('Day ({zone})', { zone: preview.zone })}
            rows={preview.byDay.map((row) => ({ ...row, name: row.day }))}
          />
          <Group
            title={t('Model')}
            rows={preview.byModel.map((row) => ({ ...row, name: `${row.provider} ${row.model}` }))}
          />
          <Group title={t('Key')} rows={preview.byKey.map((row) => ({ ...row, name: row.keyId }))} />
        </>
      )}
    </div>
  );
}
