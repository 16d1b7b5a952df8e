import { z } from 'zod';
import { calculatePlan } from '@/lib/plans/calculate';
import { getPlan, listPlans, listPlansSchema } from '@/lib/plans/list';
import { removePlan } from '@/lib/plans/remove';
import { savePlan } from '@/lib/plans/save';
import { savePlanSchema, storedPlanSchema } from '@/lib/plans/schemas';
import { boundedPlanSchema } from '@/lib/planning/bounded-plan';
import { route } from '../route';

const byId = z.strictObject({ id: z.string().min(1).max(100) });
const onePlan = z.strictObject({ plan: storedPlanSchema });
const usd = z.string();
const scenarioResult = z.strictObject({
  name: z.string(),
  lines: z.array(z.strictObject({ class: z.string(), model: z.string(), percent: z.string(), costUsd: usd })),
  monthlyUsd: z.array(usd),
  totalUsd: usd,
  differenceUsd: usd,
  differencePercent: z.string().optional(),
});

export const getPlans = route({
  method: 'GET',
  path: '/api/v1/plans',
  summary: 'Scenarios and cost-of-ownership plans of one’s own, and those that are shared',
  access: 'workspace.read',
  query: listPlansSchema,
  response: z.strictObject({ plans: z.array(storedPlanSchema) }),
  handle: async ({ query, caller }) => ({ body: { plans: await listPlans(caller, query) } }),
});

export const postPlan = route({
  method: 'POST',
  path: '/api/v1/plans',
  summary: 'Keep a plan',
  access: 'config.draft',
  body: savePlanSchema,
  response: onePlan,
  status: 201,
  errors: [404],
  handle: async ({ body, caller }) => ({ body: { plan: await savePlan(caller, body) } }),
});

export const getPlanById = route({
  method: 'GET',
  path: '/api/v1/plans/{id}',
  summary: 'One plan',
  access: 'workspace.read',
  params: byId,
  response: onePlan,
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { plan: await getPlan(caller, params.id) } }),
});

export const putPlan = route({
  method: 'PUT',
  path: '/api/v1/plans/{id}',
  summary: 'Change a plan of one’s own',
  access: 'config.draft',
  params: byId,
  body: savePlanSchema,
  response: onePlan,
  errors: [404],
  handle: async ({ params, body, caller }) => ({
    body: { plan: await savePlan(caller, { ...body, id: params.id }) },
  }),
});

export const deletePlan = route({
  method: 'DELETE',
  path: '/api/v1/plans/{id}',
  summary: 'Remove a plan of one’s own',
  access: 'config.draft',
  params: byId,
  response: onePlan,
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { plan: await removePlan(caller, params.id) } }),
});

export const postPlanCalculation = route({
  method: 'POST',
  path: '/api/v1/plans/calculate',
  summary: 'What a plan of traffic, models and prices costs under each of its scenarios',
  access: 'workspace.read',
  body: boundedPlanSchema,
  response: z.strictObject({ scenarios: z.array(scenarioResult) }),
  errors: [422],
  handle: async ({ body, caller }) => ({
    body: { scenarios: await calculatePlan(caller, body, Date.now()) },
  }),
});
