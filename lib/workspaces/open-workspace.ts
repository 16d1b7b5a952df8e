import { may } from '@/lib/access/may';
import { reaches } from '@/lib/access/reach';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { getWorkspaceOrThrow } from './get';
import type { WorkspaceInfo } from './list';

/** Throws `forbidden` for who may read nothing. */
export function assertMayRead(viewer: Viewer): void {
  if (!may(viewer, 'workspace.read')) throw new GatewayError('forbidden', 'You may not see this workspace.');
}

/**
 * The workspace, if the viewer may read it. Throws `forbidden`, and `not_found` both for one that does not exist and
 * for one that they do not belong to. Called by each data function.
 */
export async function openWorkspace(viewer: Viewer, id: string): Promise<WorkspaceInfo> {
  assertMayRead(viewer);
  if (!reaches(viewer, id))
    throw new GatewayError('not_found', 'There is no such workspace.', { param: 'workspace' });
  return getWorkspaceOrThrow(id);
}
