import { z } from 'zod';
import { may } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { alertsSeenBy } from './seen-by';

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

/**
 * What happened to the alerts of a workspace (or of the viewer's teams in it), newest first, 50 at a time; with who was
 * told, for those who may read the configuration. Throws `forbidden` or `not_found`.
 */
export async function listAlertEvents(
  viewer: Viewer,
  workspaceId: string,
  before?: string,
): Promise<AlertEventView[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const rows = await db().alertEvent.findMany({
    where: {
      workspaceId: workspace.id,
      ...alertsSeenBy(viewer, workspace.id),
      ...(before === undefined ? {} : { id: { lt: BigInt(before) } }),
    },
    orderBy: { id: 'desc' },
    take: EVENTS_SHOWN,
    include: { deliveries: { orderBy: { channelId: 'asc' } } },
  });
  const told = may(viewer, 'config.read');
  return rows.map(({ id, deliveries, ...row }) =>
    alertEventView.parse({ ...row, id: id.toString(), deliveries: told ? deliveries : [] }),
  );
}
