import { z } from 'zod';
import type { Scope } from '@/lib/analytics/scope';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { EVENT_KINDS } from './event';
import { eventRow, type EventRow } from './schemas';

export const EVENTS_PAGE_SIZE = 50;

const text = z.string().trim().min(1).max(250);

/** Which events are wanted. An absent filter lets all through. */
export const eventFiltersSchema = z.object({
  kind: z.enum(EVENT_KINDS).optional(),
  /** `provider/model`. */
  target: text.optional(),
  provider: text.optional(),
});
export type EventFilters = z.infer<typeof eventFiltersSchema>;

/** Place in the log: `<epoch ms of the minute>.<id>`. */
export const eventCursorSchema = z
  .string()
  .regex(/^\d{1,15}\.\d{1,18}$/, 'is not a cursor that was given out');

export interface EventPage {
  /** Newest minute first, at most 50. */
  rows: EventRow[];
  /** Cursor of the next, older page. */
  older?: string;
}

const storedRow = eventRow.extend({ minute: z.date() });

/** One page of the failover log by keyset: of the workspace, and of the whole installation. Throws `forbidden`, `not_found`. */
export async function listEvents(
  viewer: Viewer,
  query: Scope & { filters: EventFilters; after?: string | undefined },
): Promise<EventPage> {
  const workspace = await openWorkspace(viewer, query.workspaceId);
  const found = await db().$queryRaw(Prisma.sql`
    SELECT id::text, minute, first_at AS "firstAt", last_at AS "lastAt", count, kind, target, reason,
           from_state AS "from", to_state AS "to", coalesce(alternatives, '{}') AS alternatives,
           request_id AS "requestId", process
    FROM health_event
    WHERE ${mayBeSeen(workspace)} AND minute >= ${query.from} AND minute < ${query.to}
      AND ${Prisma.join(conditions(query.filters, query.after), ' AND ')}
    ORDER BY minute DESC, id DESC LIMIT ${EVENTS_PAGE_SIZE + 1}`);
  const parsed = z.array(storedRow).parse(found);
  const last = parsed.slice(0, EVENTS_PAGE_SIZE).at(-1);
  const rows = parsed.slice(0, EVENTS_PAGE_SIZE).map(({ minute: _minute, ...row }) => row);
  if (parsed.length <= EVENTS_PAGE_SIZE || last === undefined) return { rows };
  return { rows, older: `${last.minute.getTime()}.${last.id}` };
}

/** The demo was never in front of a breaker. */
function mayBeSeen({ id, isDemo }: { id: string; isDemo: boolean }): Prisma.Sql {
  return isDemo
    ? Prisma.sql`workspace_id = ${id}`
    : Prisma.sql`(workspace_id = ${id} OR workspace_id IS NULL)`;
}

function conditions({ kind, target, provider }: EventFilters, after: string | undefined): Prisma.Sql[] {
  const [minute = '', id = ''] = (after ?? '').split('.');
  return [
    Prisma.sql`true`,
    ...(after === undefined
      ? []
      : [Prisma.sql`(minute, id) < (${new Date(Number(minute))}::timestamptz, ${id}::bigint)`]),
    ...(kind === undefined ? [] : [Prisma.sql`kind = ${kind}`]),
    ...(target === undefined ? [] : [Prisma.sql`target = ${target}`]),
    // A provider as a whole is a target too: of its credential.
    ...(provider === undefined
      ? []
      : [Prisma.sql`(target = ${provider} OR starts_with(target, ${`${provider}/`}))`]),
  ];
}
