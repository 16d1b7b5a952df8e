import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { getWorkspaceOrThrow } from './get';
import type { WorkspaceInfo } from './list';

const READERS: readonly string[] = ['owner', 'admin', 'member', 'viewer'];

/** Throws `forbidden` for a role that may read nothing. */
export function assertMayRead(viewer: Viewer): void {
  if (!READERS.includes(viewer.role)) throw new GatewayError('forbidden', 'You may not see this workspace.');
}

/** The workspace, if the viewer may read it. Throws `forbidden` or `not_found`. Called by each data function. */
export async function openWorkspace(viewer: Viewer, id: string): Promise<WorkspaceInfo> {
  assertMayRead(viewer);
  return getWorkspaceOrThrow(id);
}
