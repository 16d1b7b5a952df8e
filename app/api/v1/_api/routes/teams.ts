import { z } from 'zod';
import { listTeams, listTeamsSchema } from '@/lib/teams/list';
import { removeTeam, removeTeamSchema } from '@/lib/teams/remove';
import { saveTeam } from '@/lib/teams/save';
import { teamSchema } from '@/lib/teams/schemas';
import { route } from '../route';

const byId = removeTeamSchema.pick({ id: true });

export const getTeams = route({
  method: 'GET',
  path: '/api/v1/teams',
  summary: 'Teams that the caller sees',
  access: 'workspace.read',
  query: listTeamsSchema,
  response: z.strictObject({ teams: z.array(teamSchema) }),
  handle: async ({ query, caller }) => ({ body: { teams: await listTeams(caller, query) } }),
});

export const putTeam = route({
  method: 'PUT',
  path: '/api/v1/teams/{id}',
  summary: 'Make a team, or change its name and tags; its keys carry them at once',
  access: 'user.manage',
  params: byId,
  body: teamSchema.omit({ id: true }),
  response: z.strictObject({ team: teamSchema }),
  errors: [404],
  handle: async ({ params, body, caller }) => ({
    body: { team: await saveTeam(caller, { ...body, ...params }) },
  }),
});

export const deleteTeam = route({
  method: 'DELETE',
  path: '/api/v1/teams/{id}',
  summary: 'Remove a team that nobody is in and no key in use belongs to',
  access: 'user.manage',
  params: byId,
  query: removeTeamSchema.pick({ workspace: true }),
  response: z.strictObject({ team: teamSchema }),
  errors: [404, 409],
  handle: async ({ params, query, caller }) => ({
    body: { team: await removeTeam(caller, { ...query, ...params }) },
  }),
});
