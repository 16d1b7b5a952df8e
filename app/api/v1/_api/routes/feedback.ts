import { z } from 'zod';
import { judgeAgreement } from '@/lib/feedback/judge-agreement';
import { judgeRequest } from '@/lib/feedback/judge-request';
import { feedbackSchema } from '@/lib/feedback/schemas';
import { route } from '../route';

const AGREEMENT_DAYS = 90;

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

const share = z.number().min(0).max(1);

export const getJudgeAgreement = route({
  method: 'GET',
  path: '/api/v1/feedback/agreement',
  summary: `How often judges of shadows say what people say, of answers of the last ${AGREEMENT_DAYS} days that both scored`,
  access: 'workspace.read',
  query: z.strictObject({ workspace: z.string().min(1).default('main') }),
  response: z.strictObject({
    workspace: z.string(),
    judges: z.array(
      z.strictObject({
        judge: z.string(),
        answers: z.number().int(),
        agreed: share,
        interval: z.strictObject({ low: share, high: share }),
        kappa: z.number().nullable(),
        tooKind: z.number().int(),
        tooStrict: z.number().int(),
      }),
    ),
  }),
  errors: [404],
  handle: async ({ query: { workspace }, caller }) => {
    const to = new Date();
    const from = new Date(to.getTime() - AGREEMENT_DAYS * 86_400_000);
    return {
      body: { workspace, judges: await judgeAgreement(caller, { workspaceId: workspace, from, to }) },
    };
  },
});
