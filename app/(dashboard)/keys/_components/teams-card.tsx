import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { TeamView } from '@/lib/teams/schemas';
import { ActionForm } from '../../_components/action/action-form';
import { dropTeam, keepTeam } from '../actions';

interface TeamsCardProps {
  teams: readonly TeamView[];
  workspace: string;
  mayChange: boolean;
}

/** Teams of the workspace with the tags that their keys carry. */
export function TeamsCard({ teams, workspace, mayChange }: TeamsCardProps) {
  const t = useT();
  const place = <input type="hidden" name="workspace" value={workspace} />;
  return (
    <Card aria-label={t('Teams')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Teams')}</CardTitle>
          <CardNote>{t('Each key of a team carries the team’s tags beneath its own.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {teams.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('There is no team yet.')}</p>
        ) : (
          <Table label={t('Teams')}>
            <thead>
              <tr>
                <Th>{t('Team')}</Th>
                <Th>{t('Id')}</Th>
                <Th>{t('Tags')}</Th>
              </tr>
            </thead>
            <tbody>
              {teams.map(({ id, name, tags }) => (
                <tr key={id}>
                  <Td>{name}</Td>
                  <Td>{id}</Td>
                  <Td>
                    {Object.entries(tags)
                      .map(([tag, value]) => `${tag}=${value}`)
                      .join(', ') || '–'}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {mayChange && (
          <div className="flex flex-col gap-5">
            <ActionForm action={keepTeam} submit={t('Save the team')}>
              {place}
              <div className="grid gap-3 sm:grid-cols-3">
                <Field id="team-id" name="id" label={t('Id')} required hint={t('A known one is changed')} />
                <Field id="team-name" name="name" label={t('Name')} />
                <Field id="team-tags" name="tags" label={t('Tags')} hint={t('name=value, name=value')} />
              </div>
            </ActionForm>
            {teams.length > 0 && (
              <ActionForm action={dropTeam} submit={t('Remove the team')} variant="danger">
                {place}
                <Field
                  id="drop-team-id"
                  name="id"
                  label={t('Id')}
                  required
                  hint={t('Refused while it is in use')}
                />
              </ActionForm>
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
