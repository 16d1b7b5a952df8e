import { z } from 'zod';
import { resolveRange } from '@/lib/analytics/range';
import { cacheByRule } from '@/lib/cache/cache-by-rule';
import { countKept } from '@/lib/cache/count-kept';
import { purgeCache, purgeCacheSchema } from '@/lib/cache/purge-cache';
import { GatewayError } from '@/lib/errors/gateway-error';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { route } from '../route';

const workspace = z.string().min(1).default('main');
const count = z.number().int();
const usd = z.string().describe('Exact decimal text, USD');
const figures = {
  asked: count.describe('Requests for which the gateway’s own cache was asked'),
  exact: count.describe('Of these, answered from it'),
  semantic: count.describe('Answered because a prompt that means the same had been'),
  savedUsd: usd,
  unpriced: count.describe('Hits whose saving is not known; they are in no sum'),
  embeddingUsd: usd.describe('What embeddings for the semantic cache have cost'),
  netUsd: usd,
  savedMs: count.describe('Time that clients did not wait'),
};

export const getCache = route({
  method: 'GET',
  path: '/api/v1/cache',
  summary: 'The gateway’s own cache: hits, money and time saved, by rule; and how much it holds',
  access: 'workspace.read',
  query: z.strictObject({
    workspace,
    range: z.string().optional(),
    from: z.string().describe('First local day, YYYY-MM-DD').optional(),
    to: z.string().describe('Last local day').optional(),
  }),
  response: z.strictObject({
    workspace: z.string(),
    kept: z.strictObject({ answers: count, bytes: count }),
    total: z.strictObject(figures),
    rules: z.array(z.strictObject({ rule: z.string(), ...figures })),
  }),
  errors: [404],
  handle: async ({ query, caller }) => {
    const now = new Date();
    const { id, reportingZone } = await openWorkspace(caller, query.workspace);
    const range = resolveRange(query, reportingZone, now);
    if (range.problem !== undefined)
      throw new GatewayError('invalid_request', range.problem, { param: 'range' });
    const [report, kept] = await Promise.all([
      cacheByRule(caller, { ...range, workspaceId: id }),
      countKept(caller, id, now),
    ]);
    return { body: { workspace: id, kept, ...report } };
  },
});

export const postCachePurge = route({
  method: 'POST',
  path: '/api/v1/cache/purge',
  summary: 'Forget answers of the gateway’s own cache: all, or those of a rule, a model or one request',
  access: 'config.publish',
  body: purgeCacheSchema.extend({ workspace }),
  response: z.strictObject({
    answers: count.describe('That lay in the database; memory is cleared within 2 s'),
  }),
  errors: [404],
  handle: async ({ body, caller }) => ({ body: await purgeCache(caller, body, new Date()) }),
});
