import Link from 'next/link';
import { formatShortInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listAlerts } from '@/lib/alerts/list-alerts';
import { getT } from '@/lib/i18n/get-t';
import { sayWord } from '@/lib/i18n/say-word';
import type { PartProps } from '../search-params';

const SHOWN = 5;

/** What fires or is about to, the newest first. */
export async function AlertsPart({ view }: PartProps) {
  const t = await getT();
  const { alerts, rules } = await listAlerts(view.viewer, view.workspace.id);
  const active = alerts.filter(({ phase }) => phase === 'firing' || phase === 'pending');
  return (
    <Card aria-label={t('Alerts')}>
      <CardHeader>
        <CardTitle>{t('Alerts')}</CardTitle>
        <CardNote>
          <Link href={view.href('/alerts')} className="link">
            {active.length > SHOWN ? t('All {count}', { count: active.length }) : t('Open')}
          </Link>
        </CardNote>
      </CardHeader>
      <CardBody>
        {active.length === 0 ? (
          <p className="text-ink-soft">
            {t(
              'None fires. {rules, plural, =0 {Nothing is} one {# condition is} other {# conditions are}} watched.',
              {
                rules: rules.length,
              },
            )}
          </p>
        ) : (
          <ul className="flex flex-col gap-2">
            {active.slice(0, SHOWN).map((alert) => (
              <li key={`${alert.ruleId} ${alert.subject}`} className="flex items-baseline gap-2">
                <Badge tone={alert.phase === 'firing' ? 'bad' : 'warn'}>{sayWord(t, alert.phase)}</Badge>
                <p className="min-w-0">
                  {alert.ruleName}
                  {alert.subject !== 'all' && <span className="text-ink-soft"> · {alert.subject}</span>}
                  <span className="block text-xs text-ink-soft">
                    {alert.summary} ·{' '}
                    {t('since {since}', {
                      since: formatShortInstant(alert.since, view.range.zone, t.locale),
                    })}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
