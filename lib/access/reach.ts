import type { Viewer } from '@/lib/users/viewer';

/** Whether the viewer may know of a workspace at all. */
export function reaches(viewer: Viewer, workspaceId: string): boolean {
  return viewer.reach === undefined || viewer.reach.some((one) => one.workspaceId === workspaceId);
}

/** The teams whose keys and requests the viewer sees in a workspace; undefined: everything. */
export function teamsSeen(viewer: Viewer, workspaceId: string): readonly string[] | undefined {
  return viewer.reach?.find((one) => one.workspaceId === workspaceId)?.teams;
}

/** Whether something of this team (or of none) is within what the viewer sees. */
export function seesTeam(viewer: Viewer, workspaceId: string, team: string | null | undefined): boolean {
  if (!reaches(viewer, workspaceId)) return false;
  const teams = teamsSeen(viewer, workspaceId);
  return teams === undefined || (team != null && teams.includes(team));
}
