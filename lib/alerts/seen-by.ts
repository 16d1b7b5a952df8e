import { teamsSeen } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';

/** Condition on alerts and their events: who is limited to teams sees those of these teams only. */
export function alertsSeenBy(viewer: Viewer, workspaceId: string): { team?: { in: string[] } } {
  const teams = teamsSeen(viewer, workspaceId);
  return teams === undefined ? {} : { team: { in: [...teams] } };
}
