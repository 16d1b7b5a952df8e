import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { T } from '@/lib/i18n/t';
import { agentWords } from '@/lib/users/agent-words';
import type { SessionView } from '@/lib/users/sessions/list-sessions';
import { ActionForm } from '../../_components/action/action-form';
import { closeSession } from '../actions';

function agentText(t: T, agent: string): string {
  const { browser, system } = agentWords(agent);
  if (browser === undefined) return system ?? t('An unknown browser');
  return system === undefined ? browser : t('{browser} on {system}', { browser, system });
}

/** Where one is signed in; each can be ended. */
export function SessionsCard({ sessions }: { sessions: readonly SessionView[] }) {
  const t = useT();
  return (
    <Card aria-label={t('Sessions')}>
      <CardHeader>
        <CardTitle>{t('Where you are signed in')}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {sessions.map(({ id, method, address, agent, lastSeenAt, current }) => (
          <div key={id} className="flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
            <div className="min-w-0">
              <p className="break-words" title={agent}>
                {agentText(t, agent)}
              </p>
              <p className="text-xs text-ink-soft">
                {t('{address}, by {method}, last seen {value} UTC', {
                  address,
                  method,
                  value: formatInstant(new Date(lastSeenAt), 'UTC', t.locale),
                })}
              </p>
            </div>
            {current ? (
              <Badge tone="good">{t('this one')}</Badge>
            ) : (
              <ActionForm action={closeSession} submit={t('End')} variant="outline">
                <input type="hidden" name="id" value={id} />
              </ActionForm>
            )}
          </div>
        ))}
        {sessions.length > 1 && (
          <ActionForm action={closeSession} submit={t('End all others')} variant="danger">
            <input type="hidden" name="id" value="others" />
          </ActionForm>
        )}
      </CardBody>
    </Card>
  );
}
