import { formatInstant } from '@/components/format/instant';
import { Empty } from '@/components/charts/empty';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { may } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { listAlerts, type AlertView } from '@/lib/alerts/list-alerts';
import type { PageView } from '../../page-view';
import { AlertButtons } from './alert-buttons';

const TONES: Record<AlertView['phase'], BadgeTone> = {
  firing: 'bad',
  pending: 'warn',
  resolved: 'good',
  ok: 'neutral',
};

function emptyWords(rules: number, teams: readonly string[] | undefined): string {
  if (teams !== undefined) return `Here stands what concerns your teams: ${teams.join(', ')}.`;
  if (rules === 0) return 'No alert watches this workspace yet.';
  return `${rules} ${rules === 1 ? 'alert watches' : 'alerts watch'} this workspace, every 30 seconds.`;
}

/** What each condition is in now, firing ones first. */
export async function Firing({ view }: { view: PageView }) {
  const { alerts, rules } = await listAlerts(view.viewer, view.workspace.id);
  const { zone } = view.range;
  const mayHandle = may(view.viewer, 'alert.handle');
  if (alerts.length === 0)
    return (
      <Empty title="Nothing fires, and nothing has">
        {emptyWords(rules.length, teamsSeen(view.viewer, view.workspace.id))}
      </Empty>
    );
  return (
    <Card aria-label="Now">
      <CardHeader>
        <CardTitle>Now</CardTitle>
      </CardHeader>
      <Table label="Alerts now">
        <thead>
          <tr>
            <Th>State</Th>
            <Th>Alert</Th>
            <Th>What is seen</Th>
            <Th>Since ({zone})</Th>
            {mayHandle && <Th>Do</Th>}
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => {
            const muted = alert.mutedUntil !== null && alert.mutedUntil > view.now;
            return (
              <tr key={`${alert.ruleId} ${alert.subject}`}>
                <Td>
                  <Badge tone={TONES[alert.phase]}>{alert.phase}</Badge>
                </Td>
                <Td className="min-w-40 whitespace-normal">
                  {alert.ruleName}
                  {alert.subject !== 'all' && <span className="text-ink-soft"> · {alert.subject}</span>}
                </Td>
                <Td className="min-w-56 whitespace-normal">
                  {alert.summary}
                  {alert.acknowledgedBy !== null && (
                    <p className="text-xs text-ink-soft">Acknowledged by {alert.acknowledgedBy}</p>
                  )}
                  {muted && alert.mutedUntil !== null && (
                    <p className="text-xs text-ink-soft">
                      Muted until {formatInstant(alert.mutedUntil, zone)}
                    </p>
                  )}
                </Td>
                <Td>{formatInstant(alert.since, zone)}</Td>
                {mayHandle && (
                  <Td>
                    <AlertButtons alert={alert} muted={muted} workspace={view.workspace.id} />
                  </Td>
                )}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
