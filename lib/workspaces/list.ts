import { db } from '@/lib/db';
import type { Workspace } from '@/lib/generated/prisma/client';

export type WorkspaceInfo = Pick<
  Workspace,
  'id' | 'name' | 'reportingZone' | 'dayZone' | 'blocksUntil' | 'pairsUntil' | 'pairBlocksUntil' | 'isDemo'
>;

export const WORKSPACE_FIELDS = {
  id: true,
  name: true,
  reportingZone: true,
  dayZone: true,
  blocksUntil: true,
  pairsUntil: true,
  pairBlocksUntil: true,
  isDemo: true,
} as const;

/** All workspaces, real ones first, then by name. */
export function listWorkspaces(): Promise<WorkspaceInfo[]> {
  return db().workspace.findMany({ orderBy: [{ isDemo: 'asc' }, { name: 'asc' }], select: WORKSPACE_FIELDS });
}
