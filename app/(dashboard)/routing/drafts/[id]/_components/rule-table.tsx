import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { DryRunResult } from '@/lib/dryrun/schemas';

/** How often each rule fires, now and with the draft. */
export function RuleTable({ rows }: { rows: DryRunResult['byRule'] }) {
  const t = useT();
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">{t('By rule that fires')}</h3>
      <Table label={t('By rule that fires')}>
        <thead>
          <tr>
            <Th>{t('Rule')}</Th>
            <Th numeric>{t('Now')}</Th>
            <Th numeric>{t('Then')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ruleId, before, after }) => (
            <tr key={ruleId}>
              <Td>{ruleId === '' ? t('none') : ruleId}</Td>
              <Td numeric>{formatCount(before, t.locale)}</Td>
              <Td numeric>{formatCount(after, t.locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
