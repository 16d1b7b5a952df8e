import { z } from 'zod';
import { teamsSeen } from '@/lib/access/reach';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { localDay } from './range';

const found = z.array(z.object({ bucket: z.coerce.date() }));

/**
 * The first local day with data that the viewer sees, where it lies within a span and is not its first: a change against
 * such a span says nothing. Undefined where data is older, or newer than the span. Throws `forbidden` or `not_found`.
 */
export async function dataBeginsIn(
  viewer: Viewer,
  workspaceId: string,
  span: { from: Date; to: Date },
): Promise<string | undefined> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const teams = teamsSeen(viewer, workspace.id);
  const rows = await readRows(
    teams === undefined
      ? Prisma.sql`SELECT bucket FROM rollup_15m WHERE workspace_id = ${workspace.id} ORDER BY bucket LIMIT 1`
      : Prisma.sql`
          SELECT bucket FROM rollup_day
          WHERE workspace_id = ${workspace.id} AND cube = 'key' AND team = ANY(${[...teams]}::text[])
          ORDER BY bucket LIMIT 1`,
  );
  const [first] = found.parse(rows);
  return first && beginsIn(first.bucket, span, workspace.reportingZone);
}

/** The rule of it. Pure. */
export function beginsIn(
  first: Date,
  { from, to }: { from: Date; to: Date },
  zone: string,
): string | undefined {
  if (first >= to) return undefined;
  const day = localDay(first, zone);
  return day > localDay(from, zone) ? day : undefined;
}
