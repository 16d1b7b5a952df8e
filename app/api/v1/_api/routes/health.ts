import { z } from 'zod';
import { eventCursorSchema, eventFiltersSchema, listEvents } from '@/lib/health/list-events';
import { listHealth } from '@/lib/health/list-health';
import { eventRow, healthRow } from '@/lib/health/schemas';
import { route } from '../route';

const HOUR_MS = 3_600_000;
const instant = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) >= 0, 'must not lie before 1970');
const span = {
  workspace: z.string().min(1).default('main'),
  from: instant.describe('Absent: 24 hours before `to`').optional(),
  to: instant.describe('Exclusive; absent: now').optional(),
};
const rates = { p99Ms: z.number(), errorRate: z.number() };

function scopeOf({ workspace, from, to }: { workspace: string; from?: string; to?: string }, now: Date) {
  // The minute that runs is part of it.
  const end = to === undefined ? new Date(now.getTime() + 60_000) : new Date(to);
  return {
    workspaceId: workspace,
    from: from === undefined ? new Date(Math.max(0, end.getTime() - 24 * HOUR_MS)) : new Date(from),
    to: end,
  };
}

export const getHealth = route({
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Every provider and target: status, latency, errors, breaker and limits used',
  access: 'workspace.read',
  query: z.strictObject(span),
  response: z.strictObject({
    workspace: z.string(),
    thresholds: z.object({
      unhealthy: z.object({ ...rates, timeoutRate: z.number() }),
      degraded: z.object(rates),
    }),
    gateways: z.int().describe('Gateway processes that have reported in the last minute'),
    rows: z.array(healthRow),
  }),
  errors: [404],
  handle: async ({ query, caller }) => {
    const now = new Date();
    return { body: { workspace: query.workspace, ...(await listHealth(caller, scopeOf(query, now), now)) } };
  },
});

export const getHealthEvents = route({
  method: 'GET',
  path: '/api/v1/health/events',
  summary:
    'The failover log, newest first, 50 at a time; what repeats within a minute is one row with a count',
  access: 'workspace.read',
  query: z.strictObject({
    ...span,
    cursor: eventCursorSchema.describe('`older` of the page before').optional(),
    ...eventFiltersSchema.shape,
  }),
  response: z.strictObject({ rows: z.array(eventRow), older: z.string().optional() }),
  errors: [404],
  handle: async ({ query: { workspace, from, to, cursor, ...filters }, caller }) => {
    const scope = scopeOf({ workspace, from, to }, new Date());
    return { body: await listEvents(caller, { ...scope, filters, after: cursor }) };
  },
});
