import { z } from 'zod';
import { bodyViewSchema, getBody } from '@/lib/bodies/get-body';
import { eraseData, erasedSchema } from '@/lib/privacy/erase-data';
import { exportData } from '@/lib/privacy/export-data';
import { dataSubjectSchema } from '@/lib/privacy/subject';
import { route } from '../route';

export const getBodyById = route({
  method: 'GET',
  path: '/api/v1/requests/{id}/body',
  summary: 'Prompt and answer of a request, where they are kept; that they were read is in the audit log',
  access: 'body.read',
  params: z.strictObject({ id: z.string().min(1).max(200) }),
  response: bodyViewSchema,
  errors: [404],
  handle: async ({ params, caller }) => ({ body: await getBody(caller, params.id) }),
});

export const getData = route({
  method: 'GET',
  path: '/api/v1/data',
  summary: 'All that is stored of an end user or a key, streamed as JSON',
  access: 'data.erase',
  query: dataSubjectSchema,
  response: z.unknown(),
  errors: [404],
  handle: async ({ query, caller }) => ({
    body: undefined,
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="data.json"',
    },
    stream: await exportData(caller, query),
  }),
});

export const deleteData = route({
  method: 'DELETE',
  path: '/api/v1/data',
  summary:
    'Erase prompts, answers and the name of an end user, or prompts and answers of a key; the books keep the amounts',
  access: 'data.erase',
  query: dataSubjectSchema,
  response: erasedSchema,
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await eraseData(caller, query) }),
});
