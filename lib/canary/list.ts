import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { TOLLGATE } from '@/lib/audit/actor';
import { db } from '@/lib/db';
import type { Canary, CanaryEvent } from '@/lib/generated/prisma/client';
import { experimentOfCanary } from '@/lib/routing/experiments/arm';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { armViews } from './arm-views';
import { readTotals } from './read-totals';
import { canaryViewSchema, type CanaryView } from './schemas';
import { storedCanary } from './stored-canary';

/** More than anybody looks at; older ones are in the audit log. */
const MAX_CANARIES = 50;

export const listCanariesSchema = z.strictObject({
  /** Also those that are over. */
  all: z.enum(['true', 'false']).default('false'),
});

/** Canaries, the newest first. Throws `forbidden`. */
export async function listCanaries(
  viewer: Viewer,
  input: z.input<typeof listCanariesSchema> = {},
): Promise<CanaryView[]> {
  requireRight(viewer, 'config.read');
  const { all } = listCanariesSchema.parse(input);
  const rows = await db().canary.findMany({
    ...(all === 'true' ? {} : { where: { phase: { in: ['ramping', 'held', 'promoted'] } } }),
    orderBy: { createdAt: 'desc' },
    take: MAX_CANARIES,
    include: { events: { orderBy: { id: 'asc' } } },
  });
  return Promise.all(rows.map((row) => viewOf(viewer, row)));
}

/** Throws `forbidden` and `not_found`. */
export async function getCanary(viewer: Viewer, id: string): Promise<CanaryView> {
  requireRight(viewer, 'config.read');
  const row = await db().canary.findUnique({
    where: { id },
    include: { events: { orderBy: { id: 'asc' } } },
  });
  if (row === null) throw new GatewayError('not_found', 'There is no such canary.');
  return viewOf(viewer, row);
}

/** A canary's arms are added up over all workspaces: who sees some is told what it is and where it stands, and no sums. */
export function seesCanaryFigures({ reach }: Viewer): boolean {
  return reach === undefined;
}

async function viewOf(viewer: Viewer, row: Canary & { events: CanaryEvent[] }): Promise<CanaryView> {
  const { id, on, target, plan, state } = storedCanary(row);
  const figures = seesCanaryFigures(viewer)
    ? {
        ...{ waits: row.waits, readings: row.readings },
        arms: armViews(await readTotals(db(), { experiment: experimentOfCanary(id) }), ['control', 'canary']),
      }
    : { waits: '', readings: [], arms: [] };
  return canaryViewSchema.parse({
    ...on,
    ...{ id, target, plan, phase: state.phase, percent: state.percent },
    ...figures,
    ...{ createdBy: row.createdBy, createdAt: row.createdAt, lookedAt: row.lookedAt },
    events: row.events.map(({ at, kind, fromPercent, toPercent, actor, reason }) => ({
      ...{ at, kind, fromPercent, toPercent, actor },
      // What a gate says of a step are figures too.
      reason: actor === TOLLGATE.name && !seesCanaryFigures(viewer) ? '' : reason,
    })),
  });
}
