import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { teamsSeen } from './reach';

/** For what tells of a whole workspace: who sees some teams only has no say in it. Throws `forbidden` and `not_found`. */
export async function openWhole(viewer: Viewer, workspaceId: string): Promise<WorkspaceInfo> {
  const workspace = await openWorkspace(viewer, workspaceId);
  if (teamsSeen(viewer, workspace.id) === undefined) return workspace;
  throw new GatewayError('not_found', 'You see some teams only, and these sums are of the whole workspace.', {
    param: 'workspace',
  });
}
