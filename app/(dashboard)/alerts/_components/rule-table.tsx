import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { describeCondition } from '@/lib/alerts/describe-condition';
import type { Alert } from '@/lib/config/alert-schemas';

/** What is watched, and who is told. */
export function RuleTable({ rules }: { rules: readonly Alert[] }) {
  return (
    <Card aria-label="Rules">
      <CardHeader>
        <CardTitle>What is watched</CardTitle>
      </CardHeader>
      {rules.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">Nothing yet.</p>
      ) : (
        <Table label="Rules of alerts">
          <thead>
            <tr>
              <Th>Alert</Th>
              <Th>When</Th>
              <Th numeric>Looks back</Th>
              <Th numeric>For</Th>
              <Th>Tells</Th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <Td className="min-w-32 whitespace-normal">
                  {rule.name} {!rule.enabled && <Badge>off</Badge>}
                </Td>
                <Td className="min-w-56 whitespace-normal">{describeCondition(rule.when)}</Td>
                <Td numeric>{rule.windowMinutes} min</Td>
                <Td numeric>{rule.forMinutes} min</Td>
                <Td>{rule.channels.length === 0 ? 'this page only' : rule.channels.join(', ')}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
