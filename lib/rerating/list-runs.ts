import { requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import type { Viewer } from '@/lib/users/viewer';
import { runsOf } from './runs';
import type { ReratingRun } from './schemas';
import { withBooks } from './with-books';

const SHOWN = 100;

/** Re-ratings of a workspace and what undid them, newest first. Throws `forbidden` and `not_found`. */
export async function listReratings(viewer: Viewer, workspaceId: string): Promise<ReratingRun[]> {
  requireRight(viewer, 'config.read');
  const workspace = await openWhole(viewer, workspaceId);
  return withBooks('read', (client) => runsOf(client, workspace.id, SHOWN));
}
