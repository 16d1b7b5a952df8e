import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { CanaryView } from '@/lib/canary/schemas';

/** What happened to a canary, by whom and why. */
export function CanaryHistory({ canary, zone }: { canary: CanaryView; zone: string }) {
  const t = useT();
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">
        {t('What happened to it ({events})', { events: canary.events.length })}
      </summary>
      <Table label={t('History of {id}', { id: canary.id })}>
        <thead>
          <tr>
            <Th>{t('At ({zone})', { zone })}</Th>
            <Th>{t('What')}</Th>
            <Th numeric>{t('Share')}</Th>
            <Th>{t('By')}</Th>
            <Th>{t('Why')}</Th>
          </tr>
        </thead>
        <tbody>
          {canary.events.map(({ at, kind, fromPercent, toPercent, actor, reason }) => (
            <tr key={`${at.toISOString()} ${kind}`}>
              <Td>{formatInstant(at, zone, t.locale)}</Td>
              <Td>{kind.replace('_', ' ')}</Td>
              <Td numeric>
                {fromPercent} → {toPercent} %
              </Td>
              <Td>{actor}</Td>
              <Td className="whitespace-normal">{reason}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
