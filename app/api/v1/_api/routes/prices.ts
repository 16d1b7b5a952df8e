import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { quarantinedUsage } from '@/lib/analytics/quarantined-usage';
import { unpricedModels, unpricedSchema } from '@/lib/analytics/unpriced-models';
import { importPrices, previewImport } from '@/lib/config/prices/import-prices';
import {
  applyImportSchema,
  importPreviewSchema,
  priceSourceSchema,
} from '@/lib/config/prices/price-import-schemas';
import { route } from '../route';
import { appliedSchema } from './config';

const DAY_MS = 86_400_000;
const span = {
  workspace: z.string().min(1).default('main'),
  from: sentInstant.describe('Absent: 30 days ago').optional(),
  to: sentInstant.describe('Absent: now').optional(),
};

function scopeOf({
  workspace,
  from,
  to,
}: {
  workspace: string;
  from?: string | undefined;
  to?: string | undefined;
}) {
  const end = to === undefined ? new Date() : new Date(to);
  return {
    workspaceId: workspace,
    from: from === undefined ? new Date(end.getTime() - 30 * DAY_MS) : new Date(from),
    to: end,
  };
}

export const previewPriceImport = route({
  method: 'POST',
  path: '/api/v1/prices/import/preview',
  summary: 'What importing a list of prices would change; admins’ rows win; nothing is changed',
  access: 'config.draft',
  body: priceSourceSchema,
  response: importPreviewSchema,
  errors: [422],
  handle: async ({ body }) => ({ body: await previewImport(body) }),
});

export const postPriceImport = route({
  method: 'POST',
  path: '/api/v1/prices/import',
  summary: 'Publish all or the chosen differences of a list of prices, wholly or not at all',
  access: 'config.publish',
  body: applyImportSchema,
  response: appliedSchema,
  errors: [409, 422],
  handle: async ({ body, caller }) => ({ body: await importPrices({ ...body, actor: actorOf(caller) }) }),
});

export const getUnpriced = route({
  method: 'GET',
  path: '/api/v1/prices/unpriced',
  summary: 'Models that were used without a price, with what a proxy model would have cost',
  access: 'workspace.read',
  query: z.strictObject({ ...span, proxy: z.string().min(1).optional() }),
  response: z.strictObject({ models: z.array(unpricedSchema) }),
  errors: [404],
  handle: async ({ query, caller }) => ({
    body: { models: await unpricedModels(caller, scopeOf(query), query.proxy) },
  }),
});

export const getQuarantine = route({
  method: 'GET',
  path: '/api/v1/usage/quarantine',
  summary: 'Attempts whose reported usage cannot be right: nothing of them was billed',
  access: 'workspace.read',
  query: z.strictObject(span),
  response: z.strictObject({
    total: z.int(),
    attempts: z.array(
      z.strictObject({
        requestId: z.string(),
        attempt: z.int(),
        at: z.iso.datetime({ offset: true }),
        provider: z.string(),
        model: z.string(),
        counts: z.array(z.string()),
        rawUsage: z.unknown(),
      }),
    ),
  }),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await quarantinedUsage(caller, scopeOf(query)) }),
});
