import { z } from 'zod';
import { budgetStatus, listBudgetStatus } from '@/lib/budgets/list-status';
import { route } from '../route';

export const getBudgets = route({
  method: 'GET',
  path: '/api/v1/budgets',
  summary: 'Each budget in its current window: spent by the books, reserved, remaining, alerts',
  access: 'workspace.read',
  query: z.strictObject({ workspace: z.string().min(1).default('main') }),
  response: z.strictObject({ workspace: z.string(), budgets: z.array(budgetStatus) }),
  errors: [404],
  handle: async ({ query: { workspace }, caller }) => ({
    body: { workspace, budgets: await listBudgetStatus(caller, workspace, new Date()) },
  }),
});
