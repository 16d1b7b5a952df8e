import { formatInstant } from '@/components/format/instant';
import { Empty } from '@/components/charts/empty';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { may } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { listAlerts, type AlertView } from '@/lib/alerts/list-alerts';
import { getT } from '@/lib/i18n/get-t';
import { sayWord } from '@/lib/i18n/say-word';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../page-view';
import { AlertButtons } from './alert-buttons';

const TONES: Record<AlertView['phase'], BadgeTone> = {
  firing: 'bad',
  pending: 'warn',
  resolved: 'good',
  ok: 'neutral',
};

function emptyWords(t: T, rules: number, teams: readonly string[] | undefined): string {
  if (teams !== undefined)
    return t('Here stands what concerns your teams: {teams}.', { teams: teams.join(', ') });
  if (rules === 0) return t('No alert watches this workspace yet.');
  return t(
    '{rules, plural, one {# alert watches} other {# alerts watch}} this workspace, every 30 seconds.',
    { rules },
  );
}

/** What each condition is in now, firing ones first. */
export async function Firing({ view }: { view: PageView }) {
  const t = await getT();
  const { alerts, rules } = await listAlerts(view.viewer, view.workspace.id);
  const { zone } = view.range;
  const mayHandle = may(view.viewer, 'alert.handle');
  if (alerts.length === 0)
    return (
      <Empty title={t('No alert is firing, and none has')}>
        {emptyWords(t, rules.length, teamsSeen(view.viewer, view.workspace.id))}
      </Empty>
    );
  return (
    <Card aria-label={t('Now')}>
      <CardHeader>
        <CardTitle>{t('Now')}</CardTitle>
      </CardHeader>
      <Table label={t('Alerts now')}>
        <thead>
          <tr>
            <Th>{t('State')}</Th>
            <Th>{t('Alert')}</Th>
            <Th>{t('What is seen')}</Th>
            <Th>{t('Since ({zone})', { zone })}</Th>
            {mayHandle && <Th>{t('Do')}</Th>}
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => {
            const muted = alert.mutedUntil !== null && alert.mutedUntil > view.now;
            return (
              <tr key={`${alert.ruleId} ${alert.subject}`}>
                <Td>
                  <Badge tone={TONES[alert.phase]}>{sayWord(t, alert.phase)}</Badge>
                </Td>
                <Td className="min-w-40 whitespace-normal">
                  {alert.ruleName}
                  {alert.subject !== 'all' && <span className="text-ink-soft"> · {alert.subject}</span>}
                </Td>
                <Td className="min-w-56 whitespace-normal">
                  {alert.summary}
                  {alert.acknowledgedBy !== null && (
                    <p className="text-xs text-ink-soft">
                      {t('Acknowledged by {acknowledgedBy}', { acknowledgedBy: alert.acknowledgedBy })}
                    </p>
                  )}
                  {muted && alert.mutedUntil !== null && (
                    <p className="text-xs text-ink-soft">
                      {t('Muted until {mutedUntil}', {
                        mutedUntil: formatInstant(alert.mutedUntil, zone, t.locale),
                      })}
                    </p>
                  )}
                </Td>
                <Td>{formatInstant(alert.since, zone, t.locale)}</Td>
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
