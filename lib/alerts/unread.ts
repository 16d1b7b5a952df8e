import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { alertsSeenBy } from './seen-by';

export interface Unread {
  firing: number;
  /** Events since the viewer last looked at the list. */
  unread: number;
}

/** For the bell: what fires, and what is new to the viewer. Throws `forbidden` or `not_found`. */
export async function unreadAlerts(viewer: Viewer, workspaceId: string): Promise<Unread> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const key = { userId: viewer.id, workspaceId: workspace.id };
  const seen = await db().alertSeen.findUnique({ where: { userId_workspaceId: key } });
  const own = { workspaceId: workspace.id, ...alertsSeenBy(viewer, workspace.id) };
  const [firing, unread] = await Promise.all([
    db().alertState.count({ where: { ...own, phase: 'firing' } }),
    db().alertEvent.count({
      where: {
        ...own,
        kind: { in: ['fired', 'still_firing', 'resolved'] },
        id: { gt: seen?.eventId ?? 0n },
      },
    }),
  ]);
  return { firing, unread };
}

/** The viewer has seen the list up to now. Throws `forbidden` or `not_found`. */
export async function markAlertsSeen(viewer: Viewer, workspaceId: string): Promise<void> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const newest = await db().alertEvent.findFirst({
    where: { workspaceId: workspace.id },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const eventId = newest?.id ?? 0n;
  const key = { userId: viewer.id, workspaceId: workspace.id };
  await db().alertSeen.upsert({
    where: { userId_workspaceId: key },
    create: { ...key, eventId },
    update: { eventId },
  });
}
