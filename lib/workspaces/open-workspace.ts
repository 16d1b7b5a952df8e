import { cache } from 'react';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';

export interface WorkspaceView {
  id: string;
  name: string;
  /** IANA zone in which its days are counted. */
  reportingZone: string;
  isDemo: boolean;
}

const READERS: readonly string[] = ['owner', 'admin', 'member', 'viewer'];

/** Throws `forbidden` for a role that may read nothing. */
export function assertMayRead(viewer: Viewer): void {
  if (!READERS.includes(viewer.role)) throw new GatewayError('forbidden', 'You may not see this workspace.');
}

const findWorkspace = cache((id: string) => db().workspace.findUnique({ where: { id } }));

/** The workspace, if the viewer may read it. Throws `forbidden` or `not_found`. Called by each data function. */
export async function openWorkspace(viewer: Viewer, id: string): Promise<WorkspaceView> {
  assertMayRead(viewer);
  const found = await findWorkspace(id);
  if (found === null) throw new GatewayError('not_found', 'There is no such workspace.');
  return { id: found.id, name: found.name, reportingZone: found.reportingZone, isDemo: found.isDemo };
}
