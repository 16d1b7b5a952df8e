import { publishedDocument } from '@/lib/analytics/published-document';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { HealthThresholds } from './judge';
import { thresholdsOf } from './thresholds';

/** Thresholds in force in a workspace. Throws `forbidden` or `not_found`. */
export async function readThresholds(viewer: Viewer, workspaceId: string): Promise<HealthThresholds> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const { unhealthy, degraded } = thresholdsOf(await publishedDocument(), workspace.id);
  return { unhealthy, degraded };
}
