import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { describeCondition } from '@/lib/alerts/describe-condition';
import type { Alert } from '@/lib/config/alert-schemas';

/** What is watched, and who is told. */
export function RuleTable({ rules }: { rules: readonly Alert[] }) {
  const t = useT();
  return (
    <Card aria-label={t('Rules')}>
      <CardHeader>
        <CardTitle>{t('What is watched')}</CardTitle>
      </CardHeader>
      {rules.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">{t('Nothing yet.')}</p>
      ) : (
        <Table label={t('Rules of alerts')}>
          <thead>
            <tr>
              <Th>{t('Alert')}</Th>
              <Th>{t('When')}</Th>
              <Th numeric>{t('Looks back')}</Th>
              <Th numeric>{t('For')}</Th>
              <Th>{t('Tells')}</Th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <Td className="min-w-32 whitespace-normal">
                  {rule.name} {!rule.enabled && <Badge>{t('off')}</Badge>}
                </Td>
                <Td className="min-w-56 whitespace-normal">{describeCondition(rule.when)}</Td>
                <Td numeric>{t('{windowMinutes} min', { windowMinutes: rule.windowMinutes })}</Td>
                <Td numeric>{t('{forMinutes} min', { forMinutes: rule.forMinutes })}</Td>
                <Td>{rule.channels.length === 0 ? t('this page only') : rule.channels.join(', ')}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
