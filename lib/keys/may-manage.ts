import { may } from '@/lib/access/may';
import { reaches, seesTeam } from '@/lib/access/reach';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';

/** Where a key belongs. */
export interface KeyPlace {
  workspaceId: string;
  team?: string | null | undefined;
}

/** Whether the viewer may make, change and end keys there: everywhere in their reach, or in their own teams. */
export function mayManageKey(viewer: Viewer, { workspaceId, team }: KeyPlace): boolean {
  if (!reaches(viewer, workspaceId) || !seesTeam(viewer, workspaceId, team)) return false;
  if (may(viewer, 'key.manage')) return true;
  // "Own" needs teams to be named: somebody who sees the whole workspace has no own ones in it.
  const hasTeams = viewer.reach?.some((one) => one.workspaceId === workspaceId && one.teams !== undefined);
  return hasTeams === true && may(viewer, 'key.manage.own');
}

/** Throws `forbidden`. */
export function requireKeyRight(viewer: Viewer, place: KeyPlace): void {
  if (!mayManageKey(viewer, place))
    throw new GatewayError('forbidden', 'You may manage keys of your own teams only.', { param: 'team' });
}
