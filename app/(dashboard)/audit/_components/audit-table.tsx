import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { AuditEntry } from '@/lib/audit/schemas';

/** Before and after, as they were sealed; folded away since they are long. */
function Change({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const t = useT();
  return (
    <details>
      <summary className="cursor-pointer text-brand">{t('Before and after')}</summary>
      <pre className="max-w-xl overflow-x-auto py-1 text-xs whitespace-pre-wrap break-all">
        {JSON.stringify({ before, after }, null, 1)}
      </pre>
    </details>
  );
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useT();
  return (
    <Table label={t('Audit log')}>
      <thead>
        <tr>
          <Th numeric>{t('No.')}</Th>
          <Th>{t('When (UTC)')}</Th>
          <Th>{t('Who')}</Th>
          <Th>{t('From')}</Th>
          <Th>{t('Action')}</Th>
          <Th>{t('What')}</Th>
          <Th>{t('Change')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ seq, at, actor, action, subject, before, after }) => (
          <tr key={seq}>
            <Td numeric>{seq}</Td>
            <Td>{formatInstant(new Date(at), 'UTC', t.locale)}</Td>
            <Td title={actor.id}>{actor.name}</Td>
            <Td>{actor.address ?? '–'}</Td>
            <Td>{action}</Td>
            <Td>
              {subject.kind} {subject.id}
            </Td>
            <Td>
              <Change before={before} after={after} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
