import { seesTeam } from '@/lib/access/reach';
import type { Budget } from '@/lib/config/schemas';
import type { Viewer } from '@/lib/users/viewer';

/** The team whose money a budget counts: of a team or of one of its keys; undefined: more than one team's. */
export function teamOfBudget(
  { kind, value }: Budget['scope'],
  teamOfKey: (keyId: string) => string | undefined,
): string | undefined {
  if (kind === 'team') return value;
  return kind === 'key' ? teamOfKey(value) : undefined;
}

/** Whether a viewer may see what a budget of a workspace has spent: who is limited to teams sees only theirs. */
export function seesBudget(viewer: Viewer, workspaceId: string, team: string | undefined): boolean {
  return seesTeam(viewer, workspaceId, team);
}
