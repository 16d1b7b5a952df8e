import { z } from 'zod';
import { judgeRequest } from '@/lib/feedback/judge-request';
import { feedbackSchema } from '@/lib/feedback/schemas';
import { route } from '../route';

export const postFeedback = route({
  method: 'POST',
  path: '/api/v1/feedback',
  summary: 'Say how good the answer to a request was; the learned router learns from it',
  access: 'workspace.read',
  body: feedbackSchema,
  documentedBody: z.strictObject({
    request_id: z.string(),
    score: z.number().min(0).max(1).optional(),
    label: z.string().optional(),
  }),
  response: z.strictObject({
    requestId: z.string(),
    score: z.number(),
    label: z.string().optional(),
  }),
  errors: [404],
  handle: async ({ body, caller }) => ({ body: await judgeRequest(caller, body) }),
});
