'use client';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { describeCondition } from '@/lib/alerts/describe-condition';
import type { Alert } from '@/lib/config/alert-schemas';
import { publishQuickly } from '../../_components/quick-edit/edit-action';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { RowButtons } from './row-buttons';

interface RuleTableProps {
  rules: readonly Alert[];
  version: number;
  /** Whether the viewer may publish. */
  mayChange: boolean;
}

/** What is watched, and who is told; switched and removed at once, and taken back from the toast. */
export function RuleTable({ rules, version, mayChange }: RuleTableProps) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(rules);
  const remove = ({ id }: Alert) =>
    edit(
      shown.filter((one) => one.id !== id),
      (path) => publishQuickly({ section: 'alerts', remove: id }, version, path),
    );
  const turn = (rule: Alert) => {
    const put = { ...rule, enabled: !rule.enabled };
    edit(
      shown.map((one) => (one.id === rule.id ? put : one)),
      (path) => publishQuickly({ section: 'alerts', put }, version, path),
    );
  };
  return (
    <Card aria-label={t('Rules')}>
      <CardHeader>
        <CardTitle>{t('What is watched')}</CardTitle>
      </CardHeader>
      {shown.length === 0 ? (
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
              {mayChange && <Th>{t('Change')}</Th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((rule) => (
              <tr key={rule.id}>
                <Td className="min-w-32 whitespace-normal">
                  {rule.name} {!rule.enabled && <Badge>{t('off')}</Badge>}
                </Td>
                <Td className="min-w-56 whitespace-normal">{describeCondition(t, rule.when)}</Td>
                <Td numeric>{t('{windowMinutes} min', { windowMinutes: rule.windowMinutes })}</Td>
                <Td numeric>{t('{forMinutes} min', { forMinutes: rule.forMinutes })}</Td>
                <Td>{rule.channels.length === 0 ? t('this page only') : rule.channels.join(', ')}</Td>
                {mayChange && (
                  <Td>
                    <RowButtons
                      name={rule.name}
                      enabled={rule.enabled}
                      disabled={pending}
                      onTurn={() => turn(rule)}
                      onRemove={() => remove(rule)}
                    />
                  </Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
