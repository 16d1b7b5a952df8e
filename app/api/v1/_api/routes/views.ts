import { z } from 'zod';
import { changeView, changeViewSchema } from '@/lib/views/change';
import { createView, createViewSchema } from '@/lib/views/create';
import { listViews, listViewsSchema } from '@/lib/views/list';
import { removeView } from '@/lib/views/remove';
import { viewInfoSchema } from '@/lib/views/schemas';
import { route } from '../route';

const params = z.strictObject({ id: z.string().min(1).max(200) });

export const getViews = route({
  method: 'GET',
  path: '/api/v1/views',
  summary: 'Saved views of pages: one’s own and those that are shared in the workspace, by name',
  access: 'workspace.read',
  query: listViewsSchema,
  response: z.array(viewInfoSchema),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await listViews(caller, query) }),
});

export const postView = route({
  method: 'POST',
  path: '/api/v1/views',
  summary: 'Save the state of a page under a name; sharing it needs the right to draft',
  access: 'workspace.read',
  body: createViewSchema,
  response: viewInfoSchema,
  status: 201,
  errors: [404, 409],
  handle: async ({ body, caller }) => ({ body: await createView(caller, body) }),
});

export const putView = route({
  method: 'PUT',
  path: '/api/v1/views/{id}',
  summary: 'Rename a saved view, share it or take it back, or have it show another state of its page',
  access: 'workspace.read',
  params,
  body: changeViewSchema,
  response: viewInfoSchema,
  errors: [404, 409],
  handle: async ({ params: { id }, body, caller }) => ({ body: await changeView(caller, id, body) }),
});

export const deleteView = route({
  method: 'DELETE',
  path: '/api/v1/views/{id}',
  summary: 'Delete a saved view',
  access: 'workspace.read',
  params,
  response: viewInfoSchema,
  errors: [404],
  handle: async ({ params: { id }, caller }) => ({ body: await removeView(caller, id) }),
});
