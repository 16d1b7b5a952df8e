import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { SessionView } from '@/lib/users/list-sessions';
import { ActionForm } from '../../_components/action/action-form';
import { closeSession } from '../actions';

/** Where one is signed in; each can be ended. */
export function SessionsCard({ sessions }: { sessions: readonly SessionView[] }) {
  return (
    <Card aria-label="Sessions">
      <CardHeader>
        <CardTitle>Where you are signed in</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {sessions.map(({ id, method, address, agent, lastSeenAt, current }) => (
          <div key={id} className="flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
            <div className="min-w-0">
              <p className="break-words">{agent || 'An unknown browser'}</p>
              <p className="text-xs text-ink-soft">
                {address}, by {method}, last seen {formatInstant(new Date(lastSeenAt), 'UTC')} UTC
              </p>
            </div>
            {current ? (
              <Badge tone="good">this one</Badge>
            ) : (
              <ActionForm action={closeSession} submit="End" variant="outline">
                <input type="hidden" name="id" value={id} />
              </ActionForm>
            )}
          </div>
        ))}
        {sessions.length > 1 && (
          <ActionForm action={closeSession} submit="End all others" variant="danger">
            <input type="hidden" name="id" value="others" />
          </ActionForm>
        )}
      </CardBody>
    </Card>
  );
}
