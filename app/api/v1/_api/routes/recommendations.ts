import { z } from 'zod';
import { listRecommendations, recommendationView, RECOMMENDATION_DAYS } from '@/lib/recommendations/list';
import { route } from '../route';

export const getRecommendations = route({
  method: 'GET',
  path: '/api/v1/recommendations',
  summary: `What would save money, from the last ${RECOMMENDATION_DAYS} days: evidence, saving as a range, and a draft`,
  access: 'workspace.read',
  query: z.strictObject({ workspace: z.string().min(1).default('main') }),
  response: z.strictObject({ workspace: z.string(), recommendations: z.array(recommendationView) }),
  errors: [404],
  handle: async ({ query: { workspace }, caller }) => ({
    body: { workspace, recommendations: await listRecommendations(caller, workspace, new Date()) },
  }),
});
