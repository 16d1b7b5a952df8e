import { z } from 'zod';
import { createDraft, createDraftSchema } from '@/lib/drafts/create-draft';
import { discardDraft } from '@/lib/drafts/discard-draft';
import { listDrafts } from '@/lib/drafts/list-drafts';
import { lookAtDraft } from '@/lib/drafts/look-at-draft';
import { publishDraft } from '@/lib/drafts/publish-draft';
import { saveDraft, saveDraftSchema } from '@/lib/drafts/save-draft';
import { scheduleDraft, scheduleDraftSchema, unscheduleDraft } from '@/lib/drafts/schedule-draft';
import { draftViewSchema } from '@/lib/drafts/schemas';
import { route } from '../route';
import { appliedSchema } from './config';

const params = z.strictObject({ id: z.string().min(1).max(100) });
const revision = z.strictObject({ revision: z.int().min(1) });
const revisionInQuery = z.strictObject({ revision: z.coerce.number().int().min(1) });
const one = z.strictObject({ draft: draftViewSchema });

export const getDrafts = route({
  method: 'GET',
  path: '/api/v1/drafts',
  summary: 'Drafts of the configuration that are open or scheduled, the last changed first',
  access: 'config.draft',
  response: z.strictObject({ drafts: z.array(draftViewSchema) }),
  handle: async ({ caller }) => ({ body: { drafts: await listDrafts(caller) } }),
});

export const postDraft = route({
  method: 'POST',
  path: '/api/v1/drafts',
  summary: 'Begin a draft of rules or prices; nothing of it is in force',
  access: 'config.draft',
  body: createDraftSchema,
  response: one,
  status: 201,
  handle: async ({ body, caller }) => ({ body: { draft: await createDraft(caller, body) } }),
});

export const getDraftById = route({
  method: 'GET',
  path: '/api/v1/drafts/{id}',
  summary: 'A draft, what is wrong with it, and what publishing it would change',
  access: 'config.draft',
  params,
  response: one.extend({
    version: z.int().describe('In force now'),
    problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    sentences: z.array(z.string()),
    overtakenBy: z
      .array(z.string())
      .describe('What others changed of the same since it was begun; absent: nothing')
      .optional(),
  }),
  errors: [404],
  handle: async ({ params: { id }, caller }) => {
    const { problems, overtakenBy, ...look } = await lookAtDraft(caller, id);
    return { body: { ...look, problems: [...problems], ...(overtakenBy && { overtakenBy }) } };
  },
});

export const putDraft = route({
  method: 'PUT',
  path: '/api/v1/drafts/{id}',
  summary: 'Save a draft; 409 when somebody saved it since the revision that was looked at',
  access: 'config.draft',
  params,
  body: saveDraftSchema,
  response: one,
  errors: [404, 409],
  handle: async ({ params: { id }, body, caller }) => ({
    body: { draft: await saveDraft(caller, id, body) },
  }),
});

export const deleteDraft = route({
  method: 'DELETE',
  path: '/api/v1/drafts/{id}',
  summary: 'Discard a draft',
  access: 'config.draft',
  params,
  query: revisionInQuery,
  response: one,
  errors: [404, 409],
  handle: async ({ params: { id }, query, caller }) => ({
    body: { draft: await discardDraft(caller, id, query.revision) },
  }),
});

export const publishDraftRoute = route({
  method: 'POST',
  path: '/api/v1/drafts/{id}/publish',
  summary: 'Publish a draft, wholly or not at all; 409 when others changed the same since it was begun',
  access: 'config.publish',
  params,
  body: revision,
  response: appliedSchema,
  errors: [404, 409, 422],
  handle: async ({ params: { id }, body, caller }) => ({
    body: await publishDraft(caller, id, body.revision),
  }),
});

export const scheduleDraftRoute = route({
  method: 'POST',
  path: '/api/v1/drafts/{id}/schedule',
  summary: 'Publish a draft at a time, by the clock of a zone, if it is still sound then',
  access: 'config.publish',
  params,
  body: scheduleDraftSchema,
  response: one,
  errors: [404, 409, 422],
  handle: async ({ params: { id }, body, caller }) => ({
    body: { draft: await scheduleDraft(caller, id, body) },
  }),
});

export const unscheduleDraftRoute = route({
  method: 'DELETE',
  path: '/api/v1/drafts/{id}/schedule',
  summary: 'Take a draft off the schedule',
  access: 'config.publish',
  params,
  query: revisionInQuery,
  response: one,
  errors: [404, 409],
  handle: async ({ params: { id }, query, caller }) => ({
    body: { draft: await unscheduleDraft(caller, id, query.revision) },
  }),
});
