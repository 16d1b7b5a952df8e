import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { WORKSPACE_FIELDS, type WorkspaceInfo } from './list';

/** One workspace; null when there is none of that id. */
export function getWorkspace(id: string): Promise<WorkspaceInfo | null> {
  return db().workspace.findUnique({ where: { id }, select: WORKSPACE_FIELDS });
}

/** One workspace. Throws GatewayError 404 when there is none of that id. */
export async function getWorkspaceOrThrow(id: string): Promise<WorkspaceInfo> {
  const workspace = await getWorkspace(id);
  if (workspace !== null) return workspace;
  throw new GatewayError('not_found', 'There is no such workspace.', { param: 'workspace' });
}
