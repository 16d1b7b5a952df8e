import { z } from 'zod';
import { invitationViewSchema } from '@/lib/users/invitations/invitation-view';
import { invite, inviteSchema } from '@/lib/users/invitations/invite';
import { listInvitations } from '@/lib/users/invitations/list-invitations';
import { listPeople } from '@/lib/users/people/list-people';
import { personViewSchema } from '@/lib/users/people/person-view';
import { removePerson, removePersonSchema } from '@/lib/users/people/remove-person';
import { resetPerson, resetPersonSchema } from '@/lib/users/people/reset-person';
import { revokeInvitation, revokeInvitationSchema } from '@/lib/users/invitations/revoke-invitation';
import { updatePerson, updatePersonSchema } from '@/lib/users/people/update-person';
import { route } from '../route';

const onePerson = z.strictObject({ person: personViewSchema });

export const getPeople = route({
  method: 'GET',
  path: '/api/v1/people',
  summary: 'Everybody with an account',
  access: 'user.manage',
  response: z.strictObject({ people: z.array(personViewSchema) }),
  handle: async ({ caller }) => ({ body: { people: await listPeople(caller) } }),
});

export const putPerson = route({
  method: 'PUT',
  path: '/api/v1/people/{id}',
  summary: 'Change a person’s role, and where they belong',
  access: 'user.manage',
  params: removePersonSchema,
  body: updatePersonSchema.omit({ id: true }),
  response: onePerson,
  errors: [404, 409, 422],
  handle: async ({ params, body, caller }) => ({
    body: { person: await updatePerson(caller, { ...body, ...params }) },
  }),
});

export const deletePerson = route({
  method: 'DELETE',
  path: '/api/v1/people/{id}',
  summary: 'Remove an account with its sessions, service tokens and open invitations',
  access: 'user.manage',
  params: removePersonSchema,
  response: onePerson,
  errors: [404, 409],
  handle: async ({ params, caller }) => ({ body: { person: await removePerson(caller, params) } }),
});

export const resetPersonRoute = route({
  method: 'POST',
  path: '/api/v1/people/{id}/reset',
  summary: 'End all sessions of a person, and if asked take their second factor away',
  access: 'user.manage',
  params: removePersonSchema,
  body: resetPersonSchema.omit({ id: true }),
  response: z.strictObject({ sessionsEnded: z.int() }),
  errors: [404],
  handle: async ({ params, body, caller }) => ({
    body: { sessionsEnded: await resetPerson(caller, { ...body, ...params }) },
  }),
});

export const getInvitations = route({
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations that can still be taken up, newest first',
  access: 'user.manage',
  response: z.strictObject({ invitations: z.array(invitationViewSchema) }),
  handle: async ({ caller }) => ({ body: { invitations: await listInvitations(caller) } }),
});

export const postInvitation = route({
  method: 'POST',
  path: '/api/v1/invitations',
  summary: 'Make a one-time link by which one person may join; it is shown this once',
  access: 'user.manage',
  body: inviteSchema,
  response: z.strictObject({ invitation: invitationViewSchema, path: z.string() }),
  status: 201,
  errors: [409, 422],
  handle: async ({ body, caller }) => ({ body: await invite(caller, body) }),
});

export const deleteInvitation = route({
  method: 'DELETE',
  path: '/api/v1/invitations/{id}',
  summary: 'End an invitation that nobody has taken up',
  access: 'user.manage',
  params: revokeInvitationSchema,
  response: z.strictObject({ invitation: invitationViewSchema }),
  errors: [404, 409],
  handle: async ({ params, caller }) => ({ body: { invitation: await revokeInvitation(caller, params) } }),
});
