import { z } from 'zod';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

export const alertEventView = z.object({
  id: z.string(),
  ruleName: z.string(),
  subject: z.string(),
  kind: z.string(),
  summary: z.string(),
  actor: z.string().nullable(),
  at: z.date(),
  deliveries: z.array(
    z.object({ channelId: z.string(), state: z.string(), tries: z.int(), outcome: z.string() }),
  ),
});
export type AlertEventView = z.infer<typeof alertEventView>;

export const EVENTS_SHOWN = 50;

/** What happened to the alerts of a workspace, newest first, 50 at a time, with who was told. Throws `forbidden` or `not_found`. */
export async function listAlertEvents(
  viewer: Viewer,
  workspaceId: string,
  before?: string,
): Promise<AlertEventView[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const rows = await db().alertEvent.findMany({
    where: { workspaceId: workspace.id, ...(before === undefined ? {} : { id: { lt: BigInt(before) } }) },
    orderBy: { id: 'desc' },
    take: EVENTS_SHOWN,
    include: { deliveries: { orderBy: { channelId: 'asc' } } },
  });
  return rows.map((row) => alertEventView.parse({ ...row, id: row.id.toString() }));
}
